package im.isthmus.core.command;

import im.isthmus.core.backend.Registration.Field;
import im.isthmus.core.backend.Registration.Kind;
import im.isthmus.core.backend.Registration.Option;
import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Forms and results of commands as data forms (XEP-0004). */
final class DataForm {
    static final String NAMESPACE = "jabber:x:data";

    /** The FORM_TYPE of everything in XEP-0133, and how its nodes begin. */
    private static final String ADMIN = "http://jabber.org/protocol/admin";

    private DataForm() {}

    /** A form to fill in. */
    static Element of(
            Step.Ask ask, Command command, Map<String, String> before, Language language) {
        Element form = start("form", command);
        text(form, "title", ask.title(), language);
        text(form, "instructions", ask.instructions(), language);
        for (Field field : ask.fields()) {
            Element element = Xml.child(form, "field");
            Xml.attribute(element, "var", field.name());
            Xml.attribute(element, "type", type(field.kind()));
            Xml.attribute(element, "label", language.translate(field.label()));
            for (Option option : field.options()) {
                Element choice = Xml.child(element, "option");
                Xml.attribute(choice, "label", language.translate(option.label()));
                Xml.text(choice, "value", option.value());
            }
            if (field.required()) {
                Xml.child(element, "required");
            }
            values(element, before.getOrDefault(field.name(), field.initial()));
        }
        return form;
    }

    /** What was found out; null if it is no more than a sentence. */
    static @Nullable Element of(Step.Done done, Command command, Language language) {
        Step.Table table = done.table();
        if (done.facts().isEmpty() && table == null) {
            return null;
        }
        Element form = start("result", command);
        Xml.text(form, "title", language.translate(command.name()));
        for (Step.Fact fact : done.facts()) {
            Element field = Xml.child(form, "field");
            Xml.attribute(field, "var", fact.name());
            Xml.attribute(field, "type", fact.values().size() == 1 ? "text-single" : "text-multi");
            Xml.attribute(field, "label", language.translate(fact.label()));
            fact.values().forEach(value -> Xml.text(field, "value", value));
        }
        if (table != null) {
            add(form, table, language);
        }
        return form;
    }

    /**
     * What a submitted form says about the fields that were asked for; everything else in it is
     * nobody's business.
     *
     * @param form null if the client sent none
     * @throws FieldCheck.Misfit about the first field that does not fit
     */
    static Answers read(@Nullable Element form, List<Field> fields) throws FieldCheck.Misfit {
        Map<String, String> given = given(form);
        Map<String, String> answers = new HashMap<>();
        for (Field field : fields) {
            // XEP-0004 section 3.2: what is not in the submission stays as it was.
            String typed = given.getOrDefault(field.name(), field.initial());
            answers.put(field.name(), FieldCheck.value(field, typed));
        }
        return new Answers(answers);
    }

    /** What a submitted form says, unchecked. */
    static Map<String, String> given(@Nullable Element form) {
        Map<String, String> given = new HashMap<>();
        if (form != null) {
            for (Element field : form.elements("field")) {
                String lines =
                        field.elements("value").stream()
                                .map(Element::getText)
                                .collect(Collectors.joining("\n"));
                given.put(field.attributeValue("var", ""), lines);
            }
        }
        return given;
    }

    private static Element start(String type, Command command) {
        Element form = Xml.attribute(Xml.element("x", NAMESPACE), "type", type);
        if (command.node().startsWith(ADMIN + "#")) {
            Element field = Xml.attribute(Xml.child(form, "field"), "var", "FORM_TYPE");
            Xml.text(Xml.attribute(field, "type", "hidden"), "value", ADMIN);
        }
        return form;
    }

    private static void add(Element form, Step.Table table, Language language) {
        Element reported = Xml.child(form, "reported");
        for (Step.Column column : table.columns()) {
            Element field = Xml.attribute(Xml.child(reported, "field"), "var", column.name());
            Xml.attribute(field, "label", language.translate(column.label()));
            Xml.attribute(field, "type", "text-single");
        }
        for (List<String> row : table.rows()) {
            Element item = Xml.child(form, "item");
            for (int i = 0; i < row.size(); i++) {
                String name = table.columns().get(i).name();
                Element field = Xml.attribute(Xml.child(item, "field"), "var", name);
                Xml.text(field, "value", row.get(i));
            }
        }
    }

    private static void text(Element form, String name, Text text, Language language) {
        if (!text.isEmpty()) {
            Xml.text(form, name, language.render(text));
        }
    }

    private static void values(Element field, String lines) {
        if (!lines.isEmpty()) {
            lines.lines().forEach(line -> Xml.text(field, "value", line));
        }
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
}
