package im.isthmus.irc.network;

import im.isthmus.irc.message.IrcMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the modes of channels just entered, one at a time: after a reconnect with many channels
 * the user's own lines must not wait behind a flood of questions.
 */
public final class ModeQueries {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<String> queue = new ArrayDeque<>();
    private final IrcLink link;
    private final InstantSource clock;
    private @Nullable String asked;
    private Instant since = Instant.MIN;

    ModeQueries(IrcLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** Asks when it is this channel's turn. */
    public void ask(String channel) {
        queue.add(channel);
        if (asked == null || since.plus(PATIENCE).isBefore(clock.instant())) {
            next();
        }
    }

    /** Whether an answer about a channel is the one waited for; then the next question goes out. */
    public boolean answered(String channel) {
        if (asked == null || !link.mapping().same(asked, channel)) {
            return false;
        }
        next();
        return true;
    }

    void clear() {
        queue.clear();
        asked = null;
    }

    private void next() {
        asked = queue.poll();
        since = clock.instant();
        if (asked != null && !link.trySend(IrcMessage.of("MODE", asked))) {
            clear();
        }
    }
}
