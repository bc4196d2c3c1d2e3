package im.isthmus.irc.network;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent.Departure;
import im.isthmus.core.backend.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.pending.PendingJoin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the user into channels, out of them, and in again after the link was lost. Every join is
 * answered once: by the network, by its loss, or by the watchdog.
 */
public final class Joining {
    /** Where the user wants to be as long as nobody says otherwise. */
    private record Wish(LegacyRoom room, String name, @Nullable String key) {}

    private final IrcLink link;
    private final SessionContext context;
    private final Duration patience;
    private final Map<LegacyRoom, PendingJoin> pending = new LinkedHashMap<>();
    private final Map<LegacyRoom, Wish> wishes = new LinkedHashMap<>();
    private final Abandoned abandoned;

    Joining(IrcLink link, SessionContext context, Duration patience) {
        this.link = link;
        this.context = context;
        this.patience = patience;
        this.abandoned = new Abandoned(link);
    }

    /**
     * The user wants to be in a channel.
     *
     * @throws BackendException if it cannot be
     */
    public void ask(LegacyRoom room, String name, @Nullable String key) throws BackendException {
        checkSpelling(room, name);
        JoinedChannel there = link.channel(name);
        if (there != null && there.complete()) {
            show(there, room, key);
        } else if (!pending.containsKey(room)) {
            pending.put(room, pendingJoin(room, name, key, true));
            if (there == null && link.online()) {
                enter(List.of(pending.get(room)));
            }
            link.lifecycle().need();
        }
    }

    /** The user wants to be out of a channel. */
    public void leave(LegacyRoom room, String reason) {
        wishes.remove(room);
        PendingJoin join = pending.remove(room);
        if (join != null) {
            join.over();
        }
        JoinedChannel channel = link.channels().find(room);
        if (channel != null) {
            link.channels().remove(channel);
            abandoned.part(channel.name(), reason);
        } else if (join != null && join.sent()) {
            abandoned.add(join.name(), reason);
        }
        link.publish(new RoomLeft(room, new Departure.Left(reason)));
        link.lifecycle().needless();
    }

    /** The link is up: into everything that was wanted before or meanwhile. */
    void enterAll() {
        for (Wish wish : wishes.values()) {
            pending.computeIfAbsent(
                    wish.room(), room -> pendingJoin(room, wish.name(), wish.key(), false));
        }
        enter(pending.values().stream().filter(join -> !join.sent()).toList());
    }

    /** The network says that the user is in a channel now; the room that it is, null if unasked. */
    public @Nullable LegacyRoom entered(String name) {
        PendingJoin join = find(name);
        return join == null ? null : join.room();
    }

    /** Whether the user has given up on a channel, so that the news about it is none. */
    public boolean isAbandoned(String name) {
        return abandoned.contains(name);
    }

    /** The network says that the user is out of a channel given up. */
    public void parted(String name) {
        abandoned.remove(name);
    }

    /**
     * All names of a channel are known.
     *
     * @return whether the user waits for it; else it is a channel that the network chose
     */
    public boolean complete(JoinedChannel channel) {
        channel.completed();
        PendingJoin join = find(channel.name());
        if (join == null) {
            return false;
        }
        show(channel, join.room(), join.key());
        return true;
    }

    /** The user is out, and not by own wish. */
    public void removed(JoinedChannel channel, Departure departure) {
        link.channels().remove(channel);
        wishes.remove(channel.room());
        PendingJoin join = pending.remove(channel.room());
        if (join != null) {
            join.over();
            BackendFailure failure = new BackendFailure.Rejected(departure.reason());
            link.publish(new RoomJoinFailed(channel.room(), failure));
        } else if (channel.shown()) {
            link.publish(new RoomLeft(channel.room(), departure));
        }
        link.lifecycle().needless();
    }

    /** The network does not let the user in; whether a join waited for that. */
    public boolean refused(String name, BackendFailure failure) {
        if (abandoned.remove(name)) {
            return true;
        }
        PendingJoin join = find(name);
        if (join == null || !join.sent()) {
            return false;
        }
        fail(join, failure);
        return true;
    }

    /** The network does not say which join it refuses: the oldest. */
    public boolean refusedOne(BackendFailure failure) {
        for (PendingJoin join : pending.values()) {
            if (join.sent() && link.channel(join.name()) == null) {
                fail(join, failure);
                return true;
            }
        }
        return false;
    }

    /** The link is lost, or could not be made. */
    void linkLost(BackendFailure failure, String text, boolean back) {
        List<PendingJoin> joins = List.copyOf(pending.values());
        List<Wish> wished = List.copyOf(wishes.values());
        List<JoinedChannel> channels = link.channels().clear();
        pending.clear();
        abandoned.clear();
        if (!back) {
            wishes.clear();
        }
        for (PendingJoin join : joins) {
            join.over();
            if (join.asked()) {
                link.publish(new RoomJoinFailed(join.room(), failure));
            }
        }
        Departure departure = new Departure.LinkLost(text, back);
        for (Wish wish : wished) {
            boolean wasShown =
                    channels.stream().anyMatch(c -> c.shown() && c.room().equals(wish.room()));
            if (wasShown || !back) {
                link.publish(new RoomLeft(wish.room(), departure));
            }
        }
    }

    /** The session ends: nobody is told anything. */
    void forget() {
        pending.values().forEach(PendingJoin::over);
        pending.clear();
        wishes.clear();
        abandoned.clear();
        link.channels().clear();
    }

    /** Whether the user wants to be or to stay somewhere. */
    boolean wantsLink() {
        return !pending.isEmpty() || !wishes.isEmpty();
    }

    /** Whether there is a room to come back to. */
    boolean wishesSomething() {
        return !wishes.isEmpty();
    }

    private void show(JoinedChannel channel, LegacyRoom room, @Nullable String key) {
        PendingJoin join = pending.remove(room);
        if (join != null) {
            join.over();
        }
        wishes.put(room, new Wish(room, channel.name(), key));
        var held = channel.show(room);
        link.publish(
                new RoomJoined(room, link.nick(), channel.mirror().occupants(), channel.subject()));
        held.forEach(link::publish);
    }

    private void fail(PendingJoin join, BackendFailure failure) {
        join.over();
        pending.remove(join.room());
        wishes.remove(join.room());
        link.publish(new RoomJoinFailed(join.room(), failure));
        link.lifecycle().needless();
    }

    private void expired(LegacyRoom room) {
        PendingJoin join = pending.get(room);
        if (join == null) {
            return;
        }
        JoinedChannel channel = link.channel(join.name());
        if (channel != null) {
            complete(channel);
            return;
        }
        if (join.sent()) {
            abandoned.add(join.name(), "Timed out");
        }
        fail(join, new BackendFailure.Unreachable("The IRC network did not answer in time."));
    }

    private PendingJoin pendingJoin(
            LegacyRoom room, String name, @Nullable String key, boolean asked) {
        SessionContext.Timer watchdog = context.schedule(patience, () -> expired(room));
        return new PendingJoin(room, name, key, asked, watchdog);
    }

    private void enter(List<PendingJoin> joins) {
        List<PendingJoin> unsent = new ArrayList<>(joins);
        for (IrcMessage line : JoinLines.of(unsent, link.supports().token("TARGMAX"))) {
            link.trySend(line);
        }
        unsent.forEach(PendingJoin::markSent);
    }

    private @Nullable PendingJoin find(String name) {
        for (PendingJoin join : pending.values()) {
            if (link.mapping().same(join.name(), name)) {
                return join;
            }
        }
        return null;
    }

    /** One channel is one room: a second spelling of its name is pointed to the first. */
    private void checkSpelling(LegacyRoom room, String name) throws BackendException {
        LegacyRoom other = null;
        PendingJoin join = find(name);
        JoinedChannel channel = link.channel(name);
        if (join != null) {
            other = join.room();
        } else if (channel != null && channel.shown()) {
            other = channel.room();
        }
        if (other != null && !other.equals(room)) {
            throw new BackendException(
                    new BackendFailure.Moved(
                            "You are in this channel by another address.", other.localpart()));
        }
    }
}
