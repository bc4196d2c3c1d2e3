package im.isthmus.core.stanza;

import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dom4j.Element;

/** Data forms (XEP-0004) as everybody writes and reads them. */
public final class Forms {
    public static final String NAMESPACE = "jabber:x:data";

    private Forms() {}

    /**
     * A form without fields.
     *
     * @param type {@code form}, {@code submit} or {@code result}
     */
    public static Element of(String type) {
        return Xml.attribute(Xml.element("x", NAMESPACE), "type", type);
    }

    /** As {@link #of(String)}, with the field of {@link #kind}. */
    public static Element of(String type, String kind) {
        Element form = of(type);
        kind(form, kind);
        return form;
    }

    /** Adds the field that says what the others are (XEP-0068). */
    public static void kind(Element form, String kind) {
        field(form, "FORM_TYPE", "hidden", List.of(kind));
    }

    /** Adds a field whose type goes without saying. */
    public static Element field(Element form, String name, List<String> values) {
        Element field = Xml.attribute(Xml.child(form, "field"), "var", name);
        values.forEach(value -> Xml.text(field, "value", value));
        return field;
    }

    /** Adds a field. */
    public static Element field(Element form, String name, String type, List<String> values) {
        return Xml.attribute(field(form, name, values), "type", type);
    }

    /**
     * Adds a field that is to be filled in.
     *
     * @param lines what stands there at first
     */
    public static void field(
            Element form,
            Registration.Field asked,
            boolean required,
            String lines,
            Language language) {
        Element field = field(form, asked.name(), type(asked.kind()), List.of());
        Xml.attribute(field, "label", language.translate(asked.label()));
        for (Registration.Option each : asked.options()) {
            Element option = Xml.child(field, "option");
            Xml.attribute(option, "label", language.translate(each.label()));
            Xml.text(option, "value", each.value());
        }
        if (required) {
            Xml.child(field, "required");
        }
        lines.lines().forEach(line -> Xml.text(field, "value", line));
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

    /** What was filled in, unchecked: lines by the name of their field. */
    public static Map<String, String> filledIn(Element form) {
        Map<String, String> filledIn = new HashMap<>();
        for (Element field : form.elements("field")) {
            String name = field.attributeValue("var");
            if (name != null) {
                filledIn.put(
                        name,
                        field.elements("value").stream()
                                .map(Element::getText)
                                .collect(Collectors.joining("\n")));
            }
        }
        return filledIn;
    }
}
