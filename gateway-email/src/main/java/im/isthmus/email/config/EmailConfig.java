package im.isthmus.email.config;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [email]}.
 *
 * @param hold how long a message waits before it becomes a mail, so that it can be corrected and
 *     that several in a row become one
 * @param domain the mail domain that is ours; null if there is none
 * @param accounts null if users have no accounts of their own
 */
public record EmailConfig(
        Duration hold,
        @Nullable DomainConfig domain,
        @Nullable AccountsConfig accounts,
        ListsConfig lists,
        ContactsConfig contacts,
        LimitsConfig limits) {
    /** Reads {@code [email]} below the top of a file. */
    public static EmailConfig read(Section root) {
        Section section = root.table("email");
        Duration hold =
                section.withDefault(
                        "hold", Quantities.duration(Duration.ZERO, Duration.ofMinutes(5)), "5s");
        AccountsConfig accounts = AccountsConfig.read(section.table("accounts"));
        // Without accounts there has to be a domain, and its absence is told.
        boolean hasDomain = section.table("domain").isPresent() || accounts == null;
        return new EmailConfig(
                hold,
                hasDomain ? DomainConfig.read(section.table("domain")) : null,
                accounts,
                ListsConfig.read(section.table("lists")),
                ContactsConfig.read(section.table("contacts")),
                LimitsConfig.read(section.table("limits")));
    }
}
