package im.isthmus.email.config;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import java.time.Duration;

/**
 * The section {@code [email.lists]}: mailing lists.
 *
 * @param digestEvery how long a mail waits for a digest at most
 */
public record ListsConfig(Duration digestEvery) {
    static ListsConfig read(Section section) {
        return new ListsConfig(
                section.withDefault(
                        "digest-every",
                        Quantities.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
                        "1d"));
    }
}
