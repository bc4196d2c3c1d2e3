package im.isthmus.email.config;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [email.contacts]}: people in the contact lists of users.
 *
 * @param add who comes into it without being asked for
 * @param libravatar where pictures of people are asked for by the hash of their address; null for
 *     nowhere
 * @param readBooks how often address books of users are read
 */
public record ContactsConfig(Policy add, @Nullable URI libravatar, Duration readBooks) {
    /** Who comes into contact lists. */
    public enum Policy {
        /** Everybody to whom the user has written. */
        REPLIED_TO,
        /** Those, and everybody who writes to the user. */
        ALL,
        /** Nobody. */
        NONE
    }

    static ContactsConfig read(Section section) {
        return new ContactsConfig(
                section.withDefault("add", Values.oneOf(Policy.class), "replied-to"),
                section.optional("libravatar", url(), "https://seccdn.libravatar.org/avatar/"),
                section.withDefault(
                        "read-address-books",
                        Quantities.duration(Duration.ofMillis(100), Duration.ofDays(7)),
                        "1h"));
    }

    private static Value<URI> url() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            if (!text.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?/")) {
                throw new Value.Wrong("must be an https URL that ends with a slash");
            }
            return URI.create(text);
        };
    }
}
