package im.isthmus.core.backend.term;

import java.util.Map;

/**
 * What a user filled in to register, by name of the field. Kept sealed, never logged.
 *
 * @param values of the fields that {@link Registration} names; those left out are missing
 */
public record AccountFields(Map<String, String> values) {
    public AccountFields {
        values = Map.copyOf(values);
    }

    /** The value of a field, empty if it was left out. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "AccountFields" + values.keySet();
    }
}
