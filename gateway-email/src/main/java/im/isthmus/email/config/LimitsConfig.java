package im.isthmus.email.config;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;

/**
 * The section {@code [email.limits]}: what one user may do, so that nobody makes the gateway a
 * source of spam.
 *
 * @param messagesPerMinute outgoing
 * @param newCorrespondentsPerDay people the user did not write with before
 * @param recipients of one message
 */
public record LimitsConfig(int messagesPerMinute, int newCorrespondentsPerDay, int recipients) {
    static LimitsConfig read(Section section) {
        return new LimitsConfig(
                section.withDefault("messages-per-minute", Values.integer(1, 100_000), 20),
                section.withDefault("new-correspondents-per-day", Values.integer(0, 1_000_000), 50),
                section.withDefault("recipients", Values.integer(1, 1000), 20));
    }
}
