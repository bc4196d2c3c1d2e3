package im.isthmus.core.config.section;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section {@code [contact]}: where people who have something to say about the gateway reach its
 * admins (XEP-0157).
 *
 * @param addresses URIs by the name of the field, such as {@code abuse-addresses}; only those given
 */
public record ContactConfig(Map<String, List<String>> addresses) {
    private static final List<String> KINDS =
            List.of("abuse", "admin", "feedback", "sales", "security", "status", "support");

    public ContactConfig {
        addresses = Map.copyOf(addresses);
    }

    /** Nobody is named. */
    public static ContactConfig none() {
        return new ContactConfig(Map.of());
    }

    /** Reads {@code [contact]} below the top of a file. */
    public static ContactConfig read(Section root) {
        Section section = root.table("contact");
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (String kind : KINDS) {
            List<String> given = section.withDefault(kind, Values.list(uri()), List.of());
            if (!given.isEmpty()) {
                addresses.put(kind + "-addresses", given);
            }
        }
        return new ContactConfig(addresses);
    }

    private static Value<String> uri() {
        return (raw, origin) -> {
            String text = Values.string(raw);
            if (!text.matches("(mailto|xmpp|https?|tel):\\S+")) {
                throw new Value.Wrong(
                        "must have addresses such as \"mailto:abuse@example.org\", not "
                                + Values.shown(raw));
            }
            return text;
        };
    }
}
