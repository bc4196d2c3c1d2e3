package im.isthmus.irc.network.history;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.spoken.ServerTime;
import im.isthmus.irc.spoken.SpokenMessages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Listens to what is said between people and the user alone on a network, and keeps how far. */
final class Hearing {
    private final HeardBook book;
    private final String network;
    private final Heard heard;
    private final InstantSource clock;
    private Instant latest = Instant.EPOCH;

    Hearing(HeardBook book, String network, InstantSource clock) {
        this.book = book;
        this.network = network;
        this.heard = book.of(network);
        this.clock = clock;
    }

    /** Up to when nothing was missed; null if that is not known. */
    @Nullable Instant until() {
        return heard.until();
    }

    /**
     * Something is said, now or as the network repeats it.
     *
     * @param complete whether all that was said before has been heard
     * @return whether it was not heard before
     */
    boolean hear(IrcMessage message, boolean complete) {
        boolean news = heard.add(name(message));
        Instant now = clock.instant();
        Instant time = Objects.requireNonNullElse(ServerTime.of(message), now);
        latest = latest.isBefore(time) && !time.isAfter(now) ? time : latest;
        if (news && complete) {
            heard.advance(latest);
        }
        if (news) {
            book.keep(network);
        }
        return news;
    }

    /** Nothing was missed of all that was heard. */
    void complete() {
        complete(latest);
    }

    /** Nothing was missed up to a time. */
    void complete(Instant time) {
        heard.advance(time);
        book.keep(network);
    }

    /** What has no name of its own, as behind some bouncers, has one by when it was said. */
    private static String name(IrcMessage message) {
        String msgid = message.tag("msgid");
        return msgid != null && SpokenMessages.isFit(msgid)
                ? msgid
                : ServerTime.of(message)
                        + "/"
                        + Integer.toHexString(Objects.hash(message.nick(), message.params()));
    }
}
