package im.isthmus.irc.network.joining;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingJoin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The channels that the user is on the way into, each watched by a dog. */
final class PendingJoins {
    private final Map<LegacyRoom, PendingJoin> joins = new LinkedHashMap<>();
    private final IrcLink link;
    private final SessionContext context;
    private final Duration patience;
    private final Consumer<PendingJoin> expired;

    /**
     * @param patience how long an answer may take
     * @param expired is told which join got none
     */
    PendingJoins(
            IrcLink link,
            SessionContext context,
            Duration patience,
            Consumer<PendingJoin> expired) {
        this.link = link;
        this.context = context;
        this.patience = patience;
        this.expired = expired;
    }

    boolean isEmpty() {
        return joins.isEmpty();
    }

    boolean has(LegacyRoom room) {
        return joins.containsKey(room);
    }

    /**
     * One more.
     *
     * @param asked whether the user waits for an answer
     */
    void add(LegacyRoom room, String name, @Nullable String key, boolean asked) {
        boolean early = !asked || !link.server().online();
        joins.put(room, new PendingJoin(room, name, key, asked, early, watchdog(room)));
    }

    /** The way to the network begins only now. */
    void restart() {
        joins.values().forEach(join -> join.watch(watchdog(join.room())));
    }

    private SessionContext.Timer watchdog(LegacyRoom room) {
        return context.schedule(
                patience,
                () -> {
                    PendingJoin late = joins.get(room);
                    // Others connect first: the network is not at fault.
                    if (late != null && !link.lifecycle().connector().isQueued()) {
                        expired.accept(late);
                    }
                });
    }

    /** The one for a channel by any spelling of its name; null if there is none. */
    @Nullable PendingJoin find(String name) {
        for (PendingJoin join : joins.values()) {
            if (link.server().mapping().same(join.name(), name)) {
                return join;
            }
        }
        return null;
    }

    /** The oldest that the network has not answered in any way; null if there is none. */
    @Nullable PendingJoin oldest() {
        for (PendingJoin join : joins.values()) {
            if (join.sent() && link.channel(join.name()) == null) {
                return join;
            }
        }
        return null;
    }

    /** Ends the waiting for a room; null if it was not waited for. */
    @Nullable PendingJoin take(LegacyRoom room) {
        PendingJoin join = joins.remove(room);
        if (join != null) {
            join.over();
        }
        return join;
    }

    /** Ends all waiting. */
    List<PendingJoin> clear() {
        List<PendingJoin> all = List.copyOf(joins.values());
        joins.clear();
        all.forEach(PendingJoin::over);
        return all;
    }

    /** Asks the network for all of which it does not know yet. */
    void send() {
        List<PendingJoin> unsent = joins.values().stream().filter(join -> !join.sent()).toList();
        JoinLines.of(unsent, link.server().supports().token("TARGMAX"))
                .forEach(line -> link.server().sendSurely(line));
        unsent.forEach(PendingJoin::markSent);
    }
}
