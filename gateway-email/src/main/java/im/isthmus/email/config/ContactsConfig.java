package im.isthmus.email.config;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;

/**
 * The section {@code [email.contacts]}: people in the contact lists of users.
 *
 * @param add who comes into it without being asked for
 */
public record ContactsConfig(Policy add) {
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
                section.withDefault("add", Values.oneOf(Policy.class), "replied-to"));
    }
}
