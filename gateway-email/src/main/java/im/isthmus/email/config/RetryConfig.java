package im.isthmus.email.config;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import java.time.Duration;

/**
 * How long, and how often, the relay is tried with a mail that it does not take.
 *
 * @param first rest before the second attempt; each later one is three times as long, up to four
 *     hours
 * @param notice after which its author hears that it takes longer
 * @param total after which a mail counts as undeliverable
 */
public record RetryConfig(Duration first, Duration notice, Duration total) {
    private static final Duration LONGEST_REST = Duration.ofHours(4);
    private static final int FACTOR = 3;

    static RetryConfig read(Section section) {
        return new RetryConfig(
                section.withDefault(
                        "retry-after",
                        Quantities.duration(Duration.ofMillis(100), LONGEST_REST),
                        "5s"),
                section.withDefault(
                        "retry-notice",
                        Quantities.duration(Duration.ofMillis(100), Duration.ofDays(30)),
                        "10m"),
                section.withDefault(
                        "retry-for",
                        Quantities.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
                        "5d"));
    }

    /** What holds unless the admin says otherwise. */
    public static RetryConfig standard() {
        return new RetryConfig(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofDays(5));
    }

    /** How long to wait after so many attempts, at least one. */
    public Duration restAfter(int attempts) {
        Duration rest = first;
        for (int i = 1; i < attempts && rest.compareTo(LONGEST_REST) < 0; i++) {
            rest = rest.multipliedBy(FACTOR);
        }
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
