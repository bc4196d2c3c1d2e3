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
 */
public record EmailConfig(Duration hold, @Nullable DomainConfig domain, LimitsConfig limits) {
    /** Reads {@code [email]} below the top of a file. */
    public static EmailConfig read(Section root) {
        Section section = root.table("email");
        Duration hold =
                section.withDefault(
                        "hold", Quantities.duration(Duration.ZERO, Duration.ofMinutes(5)), "5s");
        return new EmailConfig(
                hold,
                DomainConfig.read(section.table("domain")),
                LimitsConfig.read(section.table("limits")));
    }
}
