package im.isthmus.irc.network.talking;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Asks about channels just entered, one question at a time: after a reconnect with many channels
 * the user's own lines must not wait behind a flood of them.
 */
public final class ChannelQueries {
    /** Tells our WHO from the user's in its answers (IRCv3 WHOX). */
    public static final String TOKEN = "106";

    /** Larger channels answer WHO with more lines than the answer is worth. */
    private static final int MAX_WHO = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What can be asked. */
    public enum Kind {
        /** The modes of a channel. */
        MODE,
        /** Who is away, and by what account and host people are there. */
        WHO
    }

    private record Query(Kind kind, String channel) {}

    private final Deque<Query> queue = new ArrayDeque<>();
    private final IrcLink link;
    private final InstantSource clock;
    private @Nullable Query asked;
    private Instant since = Instant.MIN;

    public ChannelQueries(IrcLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** Asks when it is this channel's turn. */
    public void ask(String channel, int members) {
        queue.add(new Query(Kind.MODE, channel));
        if (members <= MAX_WHO) {
            queue.add(new Query(Kind.WHO, channel));
        }
        if (asked == null || since.plus(PATIENCE).isBefore(clock.instant())) {
            next();
        }
    }

    /** Whether this is what was asked last and not answered yet. */
    public boolean isAsked(Kind kind, String channel) {
        return asked != null
                && asked.kind() == kind
                && link.server().mapping().same(asked.channel(), channel);
    }

    /** Whether this ends the answer to what was asked; then the next question goes out. */
    public boolean answered(Kind kind, String channel) {
        boolean own = isAsked(kind, channel);
        if (own) {
            next();
        }
        return own;
    }

    public void clear() {
        queue.clear();
        asked = null;
    }

    private void next() {
        asked = queue.poll();
        while (asked != null && link.channel(asked.channel()) == null) {
            asked = queue.poll();
        }
        since = clock.instant();
        if (asked != null && !link.server().trySend(question(asked))) {
            clear();
        }
    }

    private IrcMessage question(Query query) {
        return switch (query.kind()) {
            case MODE -> IrcMessage.of("MODE", query.channel());
            case WHO ->
                    link.server().supports().whox()
                            ? IrcMessage.of("WHO", query.channel(), "%tcuhnfa," + TOKEN)
                            : IrcMessage.of("WHO", query.channel());
        };
    }
}
