package im.isthmus.core.room.state;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * How much history a resource wants on entering (XEP-0045 section 7.2.15).
 *
 * @param maxChars characters of all stanzas together
 * @param maxStanzas number of messages
 * @param seconds how far back
 * @param since not before; null if not given
 */
public record HistoryLimits(int maxChars, int maxStanzas, int seconds, @Nullable Instant since) {
    /** Stands for a limit that was not given. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** No limits. */
    public static final HistoryLimits NONE =
            new HistoryLimits(UNLIMITED, UNLIMITED, UNLIMITED, null);

    /** Reads the element; what is missing or no number is no limit. */
    public static HistoryLimits of(@Nullable Element history) {
        return history == null
                ? NONE
                : new HistoryLimits(
                        number(history, "maxchars"),
                        number(history, "maxstanzas"),
                        number(history, "seconds"),
                        time(history));
    }

    /** As these, but for so many messages if no number was given; -1 changes nothing. */
    public HistoryLimits orFewer(int messages) {
        return messages < 0 || maxStanzas != UNLIMITED
                ? this
                : new HistoryLimits(maxChars, messages, seconds, since);
    }

    /** Whether a message of that time is recent enough. */
    public boolean allows(Instant time, Instant now) {
        return (seconds == UNLIMITED || !time.isBefore(now.minusSeconds(seconds)))
                && (since == null || !time.isBefore(since));
    }

    private static int number(Element history, String name) {
        String value = history.attributeValue(name);
        if (value == null) {
            return UNLIMITED;
        }
        try {
            return Math.clamp(Long.parseLong(value.strip()), 0, UNLIMITED);
        } catch (NumberFormatException e) {
            return UNLIMITED;
        }
    }

    private static @Nullable Instant time(Element history) {
        String value = history.attributeValue("since");
        try {
            return value == null ? null : OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
