package im.isthmus.core.backend.command;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody filled in, by name of the field. Checked against the fields: required ones are
 * there, chosen ones were offered.
 *
 * @param values several of one field are lines of text
 */
public record Answers(Map<String, String> values) {
    /** Nothing was asked. */
    public static final Answers NONE = new Answers(Map.of());

    private static final Set<String> YES = Set.of("1", "true");

    public Answers {
        values = Map.copyOf(values);
    }

    /** The value of a field, empty if it was left out. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** The lines of a field, without empty ones. */
    public List<String> lines(String name) {
        return get(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Whether a yes-or-no field is yes. */
    public boolean yes(String name) {
        return YES.contains(get(name));
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "Answers" + values.keySet();
    }
}
