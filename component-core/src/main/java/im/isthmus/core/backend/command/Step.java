package im.isthmus.core.backend.command;

import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a command says next. */
public sealed interface Step {
    /** Already known. */
    default CompletionStage<Step> now() {
        return CompletableFuture.completedFuture(this);
    }

    /** The last word: a sentence. */
    static Step done(String pattern, Object... arguments) {
        return new Done(Text.of(pattern, arguments), List.of(), null);
    }

    /** The last word: it could not be done. */
    static Step failed(String pattern, Object... arguments) {
        return new Failed(Text.of(pattern, arguments));
    }

    /** A question that can be answered by yes or no; no ends the command without doing anything. */
    static Step confirm(Text question, Handler ifYes) {
        Field sure = new Field("confirm", Kind.YES_NO, "Go on", true);
        return new Ask(
                Text.of("Are you sure?"),
                question,
                List.of(sure),
                true,
                invocation ->
                        invocation.answers().yes("confirm")
                                ? ifYes.run(invocation)
                                : done("Nothing was changed.").now());
    }

    /**
     * A form to fill in.
     *
     * @param title may be empty
     * @param instructions a sentence or two; may be empty
     * @param last whether nothing more is asked after it, as far as is known
     * @param next what to do with the answers
     */
    record Ask(Text title, Text instructions, List<Field> fields, boolean last, Handler next)
            implements Step {
        public Ask {
            fields = List.copyOf(fields);
        }
    }

    /**
     * It was done.
     *
     * @param text what to tell; may be empty if there are facts or a table
     * @param facts single values, such as a count
     * @param table null if there is none
     */
    record Done(Text text, List<Fact> facts, @Nullable Table table) implements Step {
        public Done {
            facts = List.copyOf(facts);
        }
    }

    /** It could not be done, and nothing was changed. */
    record Failed(Text text) implements Step {}

    /**
     * Something found out.
     *
     * @param name of the field for programs
     * @param label for people; a literal, translated when shown
     * @param values often one
     */
    record Fact(String name, String label, List<String> values) {
        public Fact {
            values = List.copyOf(values);
        }

        /** With one value. */
        public Fact(String name, String label, Object value) {
            this(name, label, List.of(value.toString()));
        }
    }

    /** Rows of things found out; every row has as many cells as there are columns. */
    record Table(List<Column> columns, List<List<String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A column.
     *
     * @param name of the field for programs
     * @param label for people; a literal, translated when shown
     */
    record Column(String name, String label) {}
}
