package im.isthmus.irc.network.history;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.spoken.SpokenMessages;
import im.isthmus.irc.spoken.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The history of one channel on its way, page by page, the newest first. */
final class Fetch {
    final JoinedChannel channel;
    final LegacyRoom room;
    final @Nullable HistoryPoint known;
    final Runnable then;
    final List<RoomMessage> found = new ArrayList<>();
    SessionContext.@Nullable Timer timer;

    /** Of pages in which nothing was said there may be many. */
    private static final int MAX_PAGES = 20;

    private final Set<String> names = new HashSet<>();
    private final List<HistoryPage.Deed> done = new ArrayList<>();
    private @Nullable HistoryPoint oldest;
    private int asked;
    private int pages;

    Fetch(JoinedChannel channel, LegacyRoom room, @Nullable HistoryPoint known, Runnable then) {
        this.channel = channel;
        this.room = room;
        this.known = known;
        this.then = then;
    }

    /** Asks for the newest messages, or those before what was found. */
    IrcMessage next(int most, boolean byName) {
        asked = most;
        String limit = Integer.toString(most);
        String from =
                known == null
                        ? "*"
                        : selector(known.legacyId(), known.time().minusSeconds(1), byName);
        HistoryPoint first = oldest;
        if (first == null) {
            return IrcMessage.of("CHATHISTORY", "LATEST", channel.name(), from, limit);
        }
        // What was said in the same moment may be on the next page.
        String before = selector(first.legacyId(), first.time().plusMillis(1), byName);
        return known == null
                ? IrcMessage.of("CHATHISTORY", "BEFORE", channel.name(), before, limit)
                : IrcMessage.of("CHATHISTORY", "BETWEEN", channel.name(), before, from, limit);
    }

    /** Keeps what is new in a page; whether there may be more that is wanted. */
    boolean add(HistoryPage page) {
        for (RoomMessage each : page.messages()) {
            if (isNew(each)) {
                found.add(each);
            }
        }
        done.addAll(page.deeds());
        HistoryPoint first = page.oldest();
        HistoryPoint before = oldest;
        boolean further = first != null && (before == null || first.time().isBefore(before.time()));
        oldest = further ? first : before;
        // Who was never there does not miss what was done, only what was said.
        boolean wanted =
                known == null
                        ? page.messages().size() < page.lines()
                        : first != null && first.time().isAfter(known.time());
        return further && wanted && page.lines() >= asked && ++pages < MAX_PAGES;
    }

    /** Takes out what was taken back; what tells of the rest that was done. */
    List<Runnable> deeds() {
        return HistoryPage.settle(found, done);
    }

    private boolean isNew(RoomMessage message) {
        String name = message.legacyId();
        if (name == null) {
            String key = time(message) + " " + message.nick() + " " + message.body();
            return (known == null || time(message).isAfter(known.time())) && names.add(key);
        }
        return !(known != null && name.equals(known.legacyId())) && names.add(name);
    }

    List<RoomMessage> inOrder() {
        List<RoomMessage> all = new ArrayList<>(found);
        all.sort(Comparator.comparing(Fetch::time));
        return all;
    }

    void cancel() {
        SessionContext.Timer running = timer;
        if (running != null) {
            running.cancel();
        }
    }

    static Instant time(RoomMessage message) {
        return Objects.requireNonNullElse(message.time(), Instant.MAX);
    }

    /** A place in the history; callers ask for a little too much. */
    static String selector(@Nullable String name, Instant time, boolean byName) {
        if (byName && SpokenMessages.isFit(name)) {
            return "msgid=" + name;
        }
        return Timestamp.of(time);
    }
}
