package im.isthmus.irc.network.history;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction.FetchOlder;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.RoomReport.HistoryFetched;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what was said in a channel while the user was not there (IRCv3 draft/chathistory): the
 * newest page first, then those before it, until what is known is reached. The user is let in when
 * it is there, so that it comes in its place. Has one owner.
 */
public final class ChannelHistory {
    /** Of messages in all; a longer absence has a gap. */
    private static final int MAX = 500;

    static final int PAGE = 100;

    /** For who was never there. */
    private static final int FIRST = 50;

    /** Who enters rather gets no history than waits longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final IrcLink link;
    private final SessionContext context;
    private final Map<LegacyRoom, HistoryPoint> known = new HashMap<>();
    private final Map<String, Fetch> open = new HashMap<>();
    private final OlderPages older;

    public ChannelHistory(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
        this.older = new OlderPages(link, context);
    }

    /** Something was said in a room. */
    public void heard(LegacyRoom room, @Nullable String msgid, Instant time) {
        HistoryPoint before = known.get(room);
        if (before == null || before.time().isBefore(time)) {
            known.put(room, new HistoryPoint(msgid, time));
        }
    }

    /** Nobody wants to know of a room any more. */
    public void forget(LegacyRoom room) {
        known.remove(room);
    }

    /**
     * The user is in a channel again, or for the first time.
     *
     * @param then run when all there is was told, at once if nothing can be had
     */
    public void catchUp(JoinedChannel channel, LegacyRoom room, Runnable then) {
        String name = link.server().fold(channel.name());
        Fetch before = open.remove(name);
        if (before != null) {
            end(before);
            return;
        }
        if (!isKept()) {
            then.run();
            return;
        }
        Fetch fetch = new Fetch(channel, room, end(room), then);
        fetch.timer = context.schedule(PATIENCE, () -> finish(name));
        open.put(name, fetch);
        if (!ask(fetch)) {
            finish(name);
        }
    }

    /**
     * Up to where a room is known: of an earlier time by our clock, from which the network's may
     * differ; what comes twice is found by its name.
     */
    private @Nullable HistoryPoint end(LegacyRoom room) {
        HistoryPoint heard = known.get(room);
        HistoryPoint kept = heard == null ? context.known(room) : heard;
        return heard == null && kept != null && kept.legacyId() != null
                ? new HistoryPoint(kept.legacyId(), kept.time().minus(MissedTalks.SKEW))
                : kept;
    }

    /** Whether the network keeps what is said. */
    public boolean isKept() {
        return link.server().has("draft/chathistory")
                && link.server().has("batch")
                && link.server().has("server-time");
    }

    /**
     * What was said before a time, for who reads back that far.
     *
     * @throws BackendException if it cannot be had, or not now
     */
    public void older(JoinedChannel channel, FetchOlder fetch) throws BackendException {
        if (!isKept()) {
            throw new BackendException(
                    new BackendFailure.Unsupported("This network does not keep what is said."));
        }
        if (open.containsKey(link.server().fold(channel.name()))) {
            throw OlderPages.busy();
        }
        older.ask(channel, fetch, page(fetch.most()), byName());
    }

    /** A page arrived. */
    public void arrived(JoinedChannel channel, HistoryPage page) {
        String target = channel.name();
        Fetch fetch = open.get(link.server().fold(target));
        if (fetch == null) {
            if (!older.arrived(target, page, byName())) {
                unasked(channel, page);
            }
            return;
        }
        int wanted = fetch.known == null ? FIRST : MAX;
        if (!fetch.add(page) || fetch.found.size() >= wanted || !ask(fetch)) {
            finish(link.server().fold(target));
        }
    }

    /** Some networks tell who comes in what was said before (InspIRCd's mode H), known or not. */
    private void unasked(JoinedChannel channel, HistoryPage page) {
        HistoryPoint until = end(channel.room());
        Fetch fetch = new Fetch(channel, channel.room(), until, () -> {});
        boolean _ = fetch.add(page);
        if (until != null) {
            Instant known = until.time().minusSeconds(1);
            fetch.found.removeIf(message -> Fetch.time(message).isBefore(known));
        }
        end(fetch);
    }

    /** The network does not tell. */
    public void refused(String target) {
        if (!open.containsKey(link.server().fold(target))) {
            older.refused(target);
        }
        finish(link.server().fold(target));
    }

    /** Nothing will arrive any more, and nobody waits for it. */
    public void clear() {
        open.values().forEach(Fetch::cancel);
        open.clear();
        older.clear();
    }

    private boolean ask(Fetch fetch) {
        return link.server()
                .trySend(fetch.next(page(fetch.known == null ? FIRST : PAGE), byName()));
    }

    /** How many messages to ask for at once, of a number that is wanted. */
    int page(int wanted) {
        int most = link.server().supports().historyLimit();
        return Math.min(wanted, most == 0 ? PAGE : most);
    }

    /**
     * Times are always right; names may be forgotten, and are asked by only where times are not.
     */
    private boolean byName() {
        String types = link.server().supports().token("MSGREFTYPES");
        return types != null && !List.of(types.split(",", -1)).contains("timestamp");
    }

    private void finish(String name) {
        Fetch fetch = open.remove(name);
        if (fetch != null) {
            end(fetch);
        }
    }

    private void end(Fetch fetch) {
        fetch.cancel();
        List<Runnable> deeds = fetch.deeds();
        List<RoomMessage> found = fetch.inOrder();
        if (!found.isEmpty()) {
            fetch.channel.unhold(found);
            RoomMessage last = found.getLast();
            Instant time = last.time();
            if (time != null) {
                heard(fetch.room, last.legacyId(), time);
            }
            link.publish(new HistoryFetched(fetch.room, found));
        }
        fetch.then.run();
        deeds.forEach(Runnable::run);
    }
}
