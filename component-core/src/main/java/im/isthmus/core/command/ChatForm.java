package im.isthmus.core.command;

import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form that is filled in by typing: what is there already, and what is asked next. */
final class ChatForm {
    private final Step.Ask ask;
    private final Map<String, String> values = new HashMap<>();
    private boolean touched;
    private boolean questioned;

    /**
     * An empty one.
     *
     * @param arguments whether these are the arguments of a command, of which those that may be
     *     left out are not asked for
     */
    ChatForm(Step.Ask ask, boolean arguments) {
        this.ask = ask;
        this.touched = arguments;
    }

    /** Takes words such as {@code name=value}, or values in order. */
    void take(List<String> words) throws FieldCheck.Misfit {
        for (Map.Entry<String, String> each : ChatWords.assign(words, ask.fields()).entrySet()) {
            put(field(each.getKey()), each.getValue());
        }
        touched |= !words.isEmpty();
    }

    /** Takes a line that somebody typed after {@link #question}. */
    void answer(String line) throws FieldCheck.Misfit {
        Field missing = missing();
        if (missing != null) {
            put(missing, line);
            touched = true;
        } else if (!line.strip().equalsIgnoreCase("ok")) {
            take(ChatWords.split(line));
            touched = false;
        } else {
            touched = true;
        }
    }

    /** Whether nothing needs to be asked any more. */
    boolean isComplete() {
        return missing() == null && (touched || ask.fields().isEmpty());
    }

    /** What to ask next. */
    String question(Language language) {
        Field missing = missing();
        if (missing == null) {
            return ChatText.form(ask, values, language);
        }
        boolean first = !questioned;
        questioned = true;
        return ChatText.question(ask, missing, first, language);
    }

    /** Everything, what nobody touched as it was. */
    Answers answers() throws FieldCheck.Misfit {
        Map<String, String> all = new HashMap<>();
        for (Field field : ask.fields()) {
            String value = values.getOrDefault(field.name(), field.initial());
            all.put(field.name(), FieldCheck.value(field, value));
        }
        return new Answers(all);
    }

    private void put(Field field, String typed) throws FieldCheck.Misfit {
        values.put(field.name(), FieldCheck.value(field, typed));
    }

    private @Nullable Field missing() {
        for (Field field : ask.fields()) {
            if (field.required()
                    && field.initial().isEmpty()
                    && values.getOrDefault(field.name(), "").isEmpty()) {
                return field;
            }
        }
        return null;
    }

    private Field field(String name) {
        return ask.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
