package im.isthmus.core.feature.account;

import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** A registration as a data form (XEP-0077 section 4, XEP-0004). */
final class RegistrationForm {
    private static final String FORM_TYPE = "jabber:iq:register";

    private RegistrationForm() {}

    /**
     * The form to fill in.
     *
     * @param known what the user registered with before; null if they did not
     */
    static Element of(Registration registration, @Nullable AccountFields known, Language language) {
        Element form = Forms.of("form");
        Xml.text(form, "instructions", language.translate(registration.instructions()));
        Forms.kind(form, FORM_TYPE);
        for (Field field : registration.fields()) {
            boolean kept = field.kind() == Kind.SECRET && known != null;
            Forms.field(form, field, field.required() && !kept, value(field, known), language);
        }
        return form;
    }

    /** What stands in a field; a secret is not shown again, whoever may look on. */
    static String value(Field field, @Nullable AccountFields known) {
        if (known == null) {
            return field.initial();
        }
        return field.kind() == Kind.SECRET ? "" : known.get(field.name());
    }

    /**
     * What was filled in, by name of the field.
     *
     * @throws StanzaException bad-request if it is no submission of this form
     */
    static Map<String, String> typed(Element form, String expected) throws StanzaException {
        Map<String, String> typed = Forms.filledIn(form);
        String type = typed.getOrDefault("FORM_TYPE", expected);
        if (!"submit".equals(form.attributeValue("type")) || !type.equals(expected)) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "This is no filled in form of the registration.");
        }
        return typed;
    }
}
