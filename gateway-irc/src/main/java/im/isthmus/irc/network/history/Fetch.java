package im.isthmus.irc.network.history;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.HistoryPoint;
import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.SessionContext;
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

    private final Set<String> names = new HashSet<>();
    private int asked;

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
        if (found.isEmpty()) {
            return IrcMessage.of("CHATHISTORY", "LATEST", channel.name(), from, limit);
        }
        RoomMessage first = inOrder().getFirst();
        String before = selector(first.legacyId(), time(first).minusSeconds(1), byName);
        return IrcMessage.of("CHATHISTORY", "BETWEEN", channel.name(), before, from, limit);
    }

    /** Keeps what is new in a page; whether there may be more. */
    boolean add(List<RoomMessage> page, int lines) {
        boolean news = false;
        for (RoomMessage each : page) {
            if (isNew(each)) {
                found.add(each);
                news = true;
            }
        }
        return news && lines >= asked;
    }

    private boolean isNew(RoomMessage message) {
        String name = message.legacyId();
        if (name == null) {
            return known == null || time(message).isAfter(known.time());
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

    /** A place in the history; as clocks differ, callers ask for a little too much. */
    static String selector(@Nullable String name, Instant time, boolean byName) {
        if (byName && SpokenMessages.isFit(name)) {
            return "msgid=" + name;
        }
        return Timestamp.of(time);
    }
}
