package im.isthmus.core.feature.account;

import im.isthmus.core.backend.AccountFields;
import im.isthmus.core.backend.Registration;
import im.isthmus.core.backend.Registration.Field;
import im.isthmus.core.backend.Registration.Kind;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** A registration as a data form (XEP-0077 section 4, XEP-0004). */
final class RegistrationForm {
    static final String NAMESPACE = "jabber:x:data";

    private static final String FORM_TYPE = "jabber:iq:register";

    private RegistrationForm() {}

    /**
     * The form to fill in.
     *
     * @param known what the user registered with before; null if they did not
     */
    static Element of(Registration registration, @Nullable AccountFields known, Language language) {
        Element form = Xml.element("x", NAMESPACE);
        Xml.attribute(form, "type", "form");
        Xml.text(form, "instructions", language.translate(registration.instructions()));
        Element type = Xml.attribute(Xml.child(form, "field"), "var", "FORM_TYPE");
        Xml.text(Xml.attribute(type, "type", "hidden"), "value", FORM_TYPE);
        for (Field field : registration.fields()) {
            Element line = add(form, field, language);
            boolean kept = field.kind() == Kind.SECRET && known != null;
            if (field.required() && !kept) {
                Xml.child(line, "required");
            }
            value(field, known).lines().forEach(each -> Xml.text(line, "value", each));
        }
        return form;
    }

    private static Element add(Element form, Field field, Language language) {
        Element line = Xml.attribute(Xml.child(form, "field"), "var", field.name());
        Xml.attribute(line, "type", type(field.kind()));
        Xml.attribute(line, "label", language.translate(field.label()));
        for (Registration.Option option : field.options()) {
            Element choice = Xml.child(line, "option");
            Xml.attribute(choice, "label", language.translate(option.label()));
            Xml.text(choice, "value", option.value());
        }
        return line;
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "text-single";
            case SECRET -> "text-private";
            case CHOICE -> "list-single";
            case YES_NO -> "boolean";
            case LINES -> "text-multi";
            case ADDRESS -> "jid-single";
            case ADDRESSES -> "jid-multi";
        };
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
        Map<String, String> typed = new HashMap<>();
        for (Element field : form.elements("field")) {
            String name = field.attributeValue("var");
            if (name != null) {
                typed.put(
                        name,
                        field.elements("value").stream()
                                .map(Element::getText)
                                .collect(Collectors.joining("\n")));
            }
        }
        String type = typed.getOrDefault("FORM_TYPE", expected);
        if (!"submit".equals(form.attributeValue("type")) || !type.equals(expected)) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "This is no filled in form of the registration.");
        }
        return typed;
    }
}
