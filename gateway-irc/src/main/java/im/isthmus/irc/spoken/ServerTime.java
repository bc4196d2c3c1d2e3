package im.isthmus.irc.spoken;

import im.isthmus.irc.message.IrcMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a message was said (IRCv3 server-time). Read by hand: with this capability every line has a
 * time, and nearly every time is now.
 */
public final class ServerTime {
    /** Clocks differ and lines queue; what is this fresh happens now. */
    private static final long FRESH_MILLIS = 30_000;

    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private ServerTime() {}

    /** The time of a message that was said some time ago; null if it is said now. */
    public static @Nullable Instant ofPast(IrcMessage message, InstantSource clock) {
        Instant time = of(message);
        return time != null && time.toEpochMilli() + FRESH_MILLIS < clock.millis() ? time : null;
    }

    /** The time of a message; null if it does not tell. */
    public static @Nullable Instant of(IrcMessage message) {
        String time = message.tags().isEmpty() ? null : message.tag("time");
        return time == null ? null : read(time);
    }

    /** The time that a word stands for; null if it is none. */
    public static @Nullable Instant read(String time) {
        return isTime(time) ? Instant.ofEpochMilli(millis(time)) : null;
    }

    /** The one form that there is: {@code 2026-01-02T03:04:05.678Z}. */
    private static boolean isTime(String time) {
        boolean fits = time.length() == FORM.length();
        for (int i = 0; fits && i < FORM.length(); i++) {
            char c = time.charAt(i);
            fits = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
        }
        return fits
                && isWithin(number(time, 5, 7), 1, 12)
                && isWithin(number(time, 8, 10), 1, 31)
                && number(time, 11, 13) < 24;
    }

    private static long millis(String time) {
        int month = number(time, 5, 7);
        int day = number(time, 8, 10);
        // Counted from the first of the month, so that no day is out of range.
        long days = LocalDate.of(number(time, 0, 4), month, 1).toEpochDay() + day - 1;
        long minutes = (days * 24 + number(time, 11, 13)) * 60 + number(time, 14, 16);
        return (minutes * 60 + number(time, 17, 19)) * 1000 + number(time, 20, 23);
    }

    private static boolean isWithin(int number, int least, int most) {
        return number >= least && number <= most;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
