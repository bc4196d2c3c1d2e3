package im.isthmus.irc.inbound;

import im.isthmus.irc.message.IrcMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When a message was said (IRCv3 server-time). */
final class ServerTime {
    /** Clocks differ and lines queue; what is this fresh happens now. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private ServerTime() {}

    /** The time of a message that was said some time ago; null if it is said now. */
    static @Nullable Instant ofPast(IrcMessage message, InstantSource clock) {
        String time = message.tags().isEmpty() ? null : message.tag("time");
        if (time == null) {
            return null;
        }
        try {
            Instant said = Instant.parse(time);
            return said.plus(FRESH).isBefore(clock.instant()) ? said : null;
        } catch (DateTimeParseException _) {
            // A time that is none is no reason to lose the message.
            return null;
        }
    }
}
