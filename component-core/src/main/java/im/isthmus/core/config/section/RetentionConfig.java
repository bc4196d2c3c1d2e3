package im.isthmus.core.config.section;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import java.time.Duration;

/**
 * The section {@code [retention]}: how long what was stored is kept.
 *
 * @param messages what people wrote, such as the history of rooms
 * @param ids which message is which, so that none is shown twice and old ones can be corrected
 * @param undelivered how long a message is tried that the user's server does not take
 */
public record RetentionConfig(Duration messages, Duration ids, Duration undelivered) {
    /** 30, 90 and 7 days. */
    public static RetentionConfig standard() {
        return new RetentionConfig(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(7));
    }

    /** Reads {@code [retention]} below the top of a file. */
    public static RetentionConfig read(Section root) {
        Section section = root.table("retention");
        return new RetentionConfig(
                section.withDefault("messages", time(), "30d"),
                section.withDefault("ids", time(), "90d"),
                section.withDefault("undelivered", time(), "7d"));
    }

    private static Value<Duration> time() {
        return Quantities.duration(Duration.ofHours(1), Duration.ofDays(3650));
    }
}
