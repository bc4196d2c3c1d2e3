package im.isthmus.core.feature.archive;

import im.isthmus.core.archive.ArchiveQuery;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** The form of an archive query (XEP-0313 section 4.1), blank and filled in. */
final class ArchiveForm {
    static final String NAMESPACE = "urn:xmpp:mam:2";
    static final int MOST = 100;

    private static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";

    private @Nullable Instant start;
    private @Nullable Instant end;
    private @Nullable String with;
    private @Nullable String beforeId;
    private @Nullable String afterId;
    private List<String> ids = List.of();

    private ArchiveForm() {}

    /** The form with all fields that we know. */
    static Element blank() {
        Element form = Forms.of("form", NAMESPACE);
        Forms.field(form, "with", "jid-single", List.of());
        for (String name : List.of("start", "end", "before-id", "after-id")) {
            Forms.field(form, name, "text-single", List.of());
        }
        Element ids = Forms.field(form, "ids", "list-multi", List.of());
        Element validate = Xml.child(ids, "validate", VALIDATE);
        Xml.attribute(validate, "datatype", "xs:string");
        Xml.child(validate, "open");
        return form;
    }

    /**
     * Reads a query; what is not said is no bound.
     *
     * @throws StanzaException if the form is none, or has a field that we do not know
     */
    static ArchiveForm read(Element query) throws StanzaException {
        ArchiveForm form = new ArchiveForm();
        Element x = Xml.find(query, "x", Forms.NAMESPACE);
        if (x != null) {
            for (Element field : x.elements("field")) {
                form.take(field.attributeValue("var", ""), values(field));
            }
        }
        return form;
    }

    private void take(String name, List<String> values) throws StanzaException {
        if (values.isEmpty() && !name.equals("FORM_TYPE")) {
            return;
        }
        String value = values.isEmpty() ? "" : values.getFirst();
        switch (name) {
            case "FORM_TYPE" -> {
                if (!value.equals(NAMESPACE)) {
                    throw badRequest("This is no form of {0}.", NAMESPACE);
                }
            }
            case "start" -> start = time(value);
            case "end" -> end = time(value);
            case "with" -> with = value;
            case "before-id" -> beforeId = value;
            case "after-id" -> afterId = value;
            case "ids" -> ids = few(values);
            default ->
                    throw new StanzaException(
                            PacketError.Condition.feature_not_implemented,
                            "There is no field {0} in the form of this archive.",
                            name);
        }
    }

    /** Whom only to listen to: an address, null for everybody. */
    @Nullable String with() {
        return with;
    }

    ArchiveQuery toQuery(Paging paging, @Nullable String sender) {
        String before = paging.before();
        boolean newest = before != null && before.isEmpty();
        return new ArchiveQuery(
                start,
                end,
                afterId,
                beforeId,
                ids,
                sender,
                new ArchiveQuery.Page(
                        paging.max(MOST),
                        paging.after(),
                        newest ? null : before,
                        newest,
                        paging.index()));
    }

    private static List<String> few(List<String> ids) throws StanzaException {
        if (ids.size() > MOST) {
            throw badRequest("Ask for {0} messages at most.", MOST);
        }
        return ids;
    }

    private static List<String> values(Element field) {
        List<String> values = new ArrayList<>();
        for (Element value : field.elements("value")) {
            values.add(value.getText().strip());
        }
        return values;
    }

    private static Instant time(String value) throws StanzaException {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw badRequest("This is no time such as 2026-03-01T12:00:00Z: {0}", value);
        }
    }

    private static StanzaException badRequest(String pattern, Object argument) {
        return new StanzaException(PacketError.Condition.bad_request, pattern, argument);
    }
}
