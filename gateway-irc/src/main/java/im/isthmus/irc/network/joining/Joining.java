package im.isthmus.irc.network.joining;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.irc.pending.PendingJoin;
import im.isthmus.irc.settings.IrcPreferences;
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
    private final Map<LegacyRoom, Wish> wishes = new LinkedHashMap<>();
    private final PendingJoins pending;
    private final Abandoned abandoned;
    private final Rejoins rejoins;

    public Joining(IrcLink link, SessionContext context, Timings timings) {
        this.link = link;
        this.pending = new PendingJoins(link, context, timings.join(), this::expired);
        this.abandoned = new Abandoned(link);
        this.rejoins = new Rejoins(context, timings.rejoin(), this::again);
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
        } else if (!pending.has(room)) {
            pending.add(room, name, key, true);
            if (there == null && link.server().online()) {
                pending.send();
            }
            link.lifecycle().need();
        }
    }

    /** The user was in a channel before the gateway was restarted. */
    public void comeBack(LegacyRoom room, String name, @Nullable String key) {
        wishes.put(room, new Wish(room, name, key));
        again(room);
        link.lifecycle().restore();
    }

    /** Tries to enter a channel for which nobody waits, if it is still wanted. */
    private void again(LegacyRoom room) {
        Wish wish = wishes.get(room);
        if (wish == null || link.channel(wish.name()) != null || pending.has(room)) {
            return;
        }
        if (link.server().online()) {
            pending.add(room, wish.name(), wish.key(), false);
            pending.send();
        }
    }

    /** A channel has another key, which the way back needs; null for none. */
    public void keyed(JoinedChannel channel, @Nullable String key) {
        wishes.computeIfPresent(channel.room(), (room, wish) -> new Wish(room, wish.name(), key));
    }

    /** The user wants to be out of a channel. */
    public void leave(LegacyRoom room, String reason) {
        wishes.remove(room);
        link.history().forget(room);
        PendingJoin join = pending.take(room);
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

    /** The link is being made. */
    public void connecting() {
        pending.restart();
    }

    /** The link is up: into everything that was wanted before or meanwhile. */
    public void enterAll() {
        for (Wish wish : wishes.values()) {
            if (!pending.has(wish.room())) {
                pending.add(wish.room(), wish.name(), wish.key(), false);
            }
        }
        pending.send();
    }

    /** The room by which the user asked for a channel; null if the user did not. */
    public @Nullable LegacyRoom asked(String name) {
        PendingJoin join = pending.find(name);
        return join == null ? null : join.room();
    }

    /** Whether the user has given up on a channel, so that the news about it is none. */
    public boolean isAbandoned(String name) {
        return abandoned.contains(name);
    }

    /** The network says that the user is out of a channel given up. */
    public void parted(String name) {
        abandoned.parted(name);
    }

    /** The network says that the user is not in a channel; whether that is one given up. */
    public boolean isOut(String name) {
        boolean abandonedIt = abandoned.contains(name);
        abandoned.parted(name);
        return abandonedIt;
    }

    /**
     * All names of a channel are known.
     *
     * @return whether the user waits for it; else it is a channel that the network chose
     */
    public boolean complete(JoinedChannel channel) {
        channel.completed();
        PendingJoin join = pending.find(channel.name());
        if (join != null) {
            link.history()
                    .catchUp(
                            channel,
                            join.room(),
                            () -> {
                                if (pending.has(join.room())) {
                                    show(channel, join.room(), join.key());
                                }
                            });
        }
        return join != null;
    }

    /** The user is out, and not by own wish. */
    public void removed(JoinedChannel channel, Departure departure) {
        link.channels().remove(channel);
        wishes.remove(channel.room());
        if (pending.take(channel.room()) != null) {
            BackendFailure failure = new BackendFailure.Rejected(departure.reason());
            link.publish(new RoomJoinFailed(channel.room(), failure));
        } else if (channel.shown()) {
            link.publish(new RoomLeft(channel.room(), departure));
        }
        link.lifecycle().needless();
    }

    /** The network does not let the user in; whether a join waited for that. */
    public boolean refused(String name, BackendFailure failure) {
        if (abandoned.refused(name)) {
            return true;
        }
        PendingJoin join = pending.find(name);
        return join != null && join.sent() && fail(join, failure);
    }

    /** The network does not say which join it refuses: the oldest. */
    public boolean refusedOne(BackendFailure failure) {
        PendingJoin join = pending.oldest();
        return join != null && fail(join, failure);
    }

    /** The link is lost, or could not be made. */
    public void linkLost(BackendFailure failure, String text, boolean comingBack) {
        List<JoinedChannel> channels = link.channels().clear();
        List<PendingJoin> joins = pending.clear();
        List<Wish> wished = List.copyOf(wishes.values());
        abandoned.clear();
        rejoins.clear();
        if (!comingBack) {
            wishes.clear();
        }
        for (PendingJoin join : joins) {
            if (join.asked()) {
                link.publish(new RoomJoinFailed(join.room(), failure));
            }
        }
        Departure departure = new Departure.LinkLost(text, comingBack);
        for (Wish wish : wished) {
            boolean wasShown =
                    channels.stream().anyMatch(c -> c.shown() && c.room().equals(wish.room()));
            if (wasShown || !comingBack) {
                link.publish(new RoomLeft(wish.room(), departure));
            }
        }
    }

    /** The session ends: nobody is told anything. */
    public void forget() {
        List<PendingJoin> _ = pending.clear();
        wishes.clear();
        abandoned.clear();
        link.channels().clear();
    }

    /** Whether the user is on the way into a channel. */
    public boolean isPending() {
        return !pending.isEmpty();
    }

    /** Whether there is a channel to stay in or to come back to. */
    public boolean hasWishes() {
        return !wishes.isEmpty();
    }

    private void show(JoinedChannel channel, LegacyRoom room, @Nullable String key) {
        PendingJoin join = pending.take(room);
        wishes.put(room, new Wish(room, channel.name(), key));
        rejoins.done(room);
        var before = channel.show(room);
        link.publish(
                new RoomJoined(
                        room,
                        link.server().nick(),
                        channel.occupants(
                                link.server().nick(),
                                link.preference(IrcPreferences.FEWER_OF_MANY)),
                        channel.subject()));
        before.forEach(link::publish);
        channel.seen();
        if (join != null && join.early()) {
            link.carrying().shown(channel);
        }
    }

    private boolean fail(PendingJoin join, BackendFailure failure) {
        PendingJoin _ = pending.take(join.room());
        if (!join.asked() && rejoins.takes(join.room(), failure)) {
            return true;
        }
        wishes.remove(join.room());
        link.publish(new RoomJoinFailed(join.room(), failure));
        link.lifecycle().needless();
        return true;
    }

    private void expired(PendingJoin join) {
        JoinedChannel channel = link.channel(join.name());
        if (channel != null) {
            // The user is in; names that never ended are better than no room.
            complete(channel);
            return;
        }
        if (join.sent()) {
            abandoned.add(join.name(), "Timed out");
        }
        fail(join, new BackendFailure.Unreachable("The IRC network did not answer in time."));
    }

    /** One channel is one room: a second spelling of its name is pointed to the first. */
    private void checkSpelling(LegacyRoom room, String name) throws BackendException {
        JoinedChannel channel = link.channel(name);
        LegacyRoom other = channel != null && channel.shown() ? channel.room() : asked(name);
        if (other != null && !other.equals(room)) {
            throw new BackendException(
                    new BackendFailure.Moved(
                            "You are in this channel by another address.", other.localpart()));
        }
    }
}
