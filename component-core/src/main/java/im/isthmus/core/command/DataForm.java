package im.isthmus.core.command;

import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Forms and results of commands as data forms (XEP-0004). */
final class DataForm {
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
            String lines = before.getOrDefault(field.name(), field.initial());
            Forms.field(form, field, field.required(), lines, language);
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
            String type = fact.values().size() == 1 ? "text-single" : "text-multi";
            Element field = Forms.field(form, fact.name(), type, fact.values());
            Xml.attribute(field, "label", language.translate(fact.label()));
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
        return form == null ? Map.of() : Forms.filledIn(form);
    }

    private static Element start(String type, Command command) {
        return command.node().startsWith(ADMIN + "#") ? Forms.of(type, ADMIN) : Forms.of(type);
    }

    private static void add(Element form, Step.Table table, Language language) {
        Element reported = Xml.child(form, "reported");
        for (Step.Column column : table.columns()) {
            Element field = Forms.field(reported, column.name(), "text-single", List.of());
            Xml.attribute(field, "label", language.translate(column.label()));
        }
        for (List<String> row : table.rows()) {
            Element item = Xml.child(form, "item");
            for (int i = 0; i < row.size(); i++) {
                String name = table.columns().get(i).name();
                Forms.field(item, name, List.of(row.get(i)));
            }
        }
    }

    private static void text(Element form, String name, Text text, Language language) {
        if (!text.isEmpty()) {
            Xml.text(form, name, language.render(text));
        }
    }
}
