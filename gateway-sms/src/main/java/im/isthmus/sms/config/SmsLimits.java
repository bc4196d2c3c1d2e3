package im.isthmus.sms.config;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.time.Duration;

/**
 * The section {@code [sms.limits]}: what may be spent, in messages, segments and time.
 *
 * @param messagesPerMinute of each user
 * @param segmentsPerDay of each user
 * @param segmentsPerDayToOne of each user to one number
 * @param segmentsPerDayToRange of all users to numbers that differ in the last four digits only
 * @param segmentsPerDayTotal of all users together
 * @param messagesPerSecond from each number, for the carriers' sake
 * @param maxMessages that one long text may be cut into
 * @param inDoubt how long a provider's report is waited for after its answer was lost, before it is
 *     asked whether it has the message
 */
public record SmsLimits(
        int messagesPerMinute,
        int segmentsPerDay,
        int segmentsPerDayToOne,
        int segmentsPerDayToRange,
        int segmentsPerDayTotal,
        double messagesPerSecond,
        int maxMessages,
        Duration inDoubt) {
    private static final int MANY = 1_000_000;

    private static final Value<Duration> WAIT =
            Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1));

    static SmsLimits read(Section section) {
        return new SmsLimits(
                section.withDefault("messages-per-minute", Values.integer(1, MANY), 10),
                section.withDefault("segments-per-day", Values.integer(1, MANY), 500),
                section.withDefault("segments-per-day-to-one", Values.integer(1, MANY), 200),
                section.withDefault("segments-per-day-to-range", Values.integer(1, MANY), 500),
                section.withDefault("segments-per-day-total", Values.integer(1, MANY), 5000),
                section.withDefault("messages-per-second", Values.decimal(0.01, 1000), 1.0),
                section.withDefault("max-messages", Values.integer(1, 100), 5),
                section.withDefault("in-doubt", WAIT, "30s"));
    }
}
