package im.isthmus.irc.spoken;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Names a message by when it was said: {@code timestamp=2026-01-02T03:04:05.678Z} (IRCv3
 * chathistory and read-marker).
 */
public final class Timestamp {
    private static final String WORD = "timestamp=";

    private Timestamp() {}

    /** The word that stands for a time. */
    public static String of(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        boolean whole = text.indexOf('.') < 0;
        return WORD + (whole ? text.replace("Z", ".000Z") : text);
    }

    /** The time that a word stands for; null if it is none, such as {@code *}. */
    public static @Nullable Instant read(String word) {
        try {
            return word.startsWith(WORD) ? Instant.parse(word.substring(WORD.length())) : null;
        } catch (DateTimeException e) {
            return null; // no time, no place
        }
    }
}
