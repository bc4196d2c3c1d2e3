package im.isthmus.core.backend;

import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import java.util.List;
import java.util.function.Function;

/**
 * Something that each user can set to their liking.
 *
 * @param field its name, its label, what may be chosen, and as the initial value what holds for who
 *     did not set it; the label is a literal, translated when shown
 * @param reader makes the value of what is stored
 */
public record Preference<T>(Field field, Function<String, T> reader) {
    /** Yes or no. */
    public static Preference<Boolean> yesNo(String name, String label, boolean standard) {
        return new Preference<>(
                new Field(name, Kind.YES_NO, label, true, standard ? "1" : "0", List.of()),
                "1"::equals);
    }

    /** One of several. */
    public static Preference<String> choice(
            String name, String label, String standard, List<Option> options) {
        return new Preference<>(
                new Field(name, Kind.CHOICE, label, true, standard, options), text -> text);
    }

    /** Any text; may be empty. */
    public static Preference<String> text(String name, String label, String standard) {
        return new Preference<>(
                new Field(name, Kind.TEXT, label, false, standard, List.of()), text -> text);
    }

    public String name() {
        return field.name();
    }

    /** What holds for who did not set it. */
    public String standard() {
        return field.initial();
    }
}
