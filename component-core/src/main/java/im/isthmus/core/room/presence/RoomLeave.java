package im.isthmus.core.room.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.room.state.Absence;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.stay.Stay;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.function.Consumer;
import org.xmpp.packet.PacketError;

/**
 * Leaving a room (XEP-0045 section 7.14), by will or not. The network is left when the last
 * resource is gone.
 */
public final class RoomLeave {
    private final RoomHost host;
    private final RoomPresence presence;
    private final RoomEntrance entrance;
    private final RoomJoin join;
    private final RoomSettings settings;
    private final Consumer<Room> settle;

    /**
     * @param settle told of a room that may be empty now, at a time when nobody else looks
     */
    public RoomLeave(
            RoomHost host,
            RoomSettings settings,
            RoomPresence presence,
            RoomEntrance entrance,
            RoomJoin join,
            Consumer<Room> settle) {
        this.host = host;
        this.settings = settings;
        this.settle = settle;
        this.presence = presence;
        this.entrance = entrance;
        this.join = join;
    }

    /** A resource goes, with its own words, which may be empty. */
    public void leave(Room room, Jid resource, String words) {
        part(room, resource, Parting.left(words), words);
    }

    /** A resource cannot be reached any more; it is told, in case that it still can. */
    public void drop(Room room, Jid resource, String why) {
        if (room.isIn(resource)) {
            presence.partFor(room, room.self(), resource, Parting.technical(why));
            lost(room, resource);
        } else {
            part(room, resource, Parting.technical(why), "");
        }
    }

    /** A resource went offline: nothing is said to it. */
    public void gone(Room room, Jid resource) {
        if (room.isIn(resource)) {
            lost(room, resource);
        } else if (room.waiting().remove(resource) != null) {
            leaveIfEmpty(room, "");
        }
    }

    /**
     * A resource that did not leave may come back in a moment: its server restarts, or its network
     * changes. Till then the room goes on, so that it finds what was said meanwhile.
     */
    private void lost(Room room, Jid resource) {
        room.resources().remove(resource);
        if (settings.grace().isZero() || room.absent().size() >= settings.resources()) {
            leaveIfEmpty(room, "");
            return;
        }
        Absence absence = new Absence();
        room.absent().put(resource, absence);
        absence.endsBy(
                host.schedule(
                        settings.grace(),
                        () -> {
                            if (room.absent().remove(resource, absence)) {
                                leaveIfEmpty(room, "");
                                settle.accept(room);
                            }
                        }));
    }

    /**
     * The user goes back to a room where they were when the gateway ended. Resources that know that
     * they are out may come back; those that do not are in as before.
     */
    public void restore(Room room, Stay stay) {
        room.returning(stay.nick(), host.language().render(Text.of("The gateway was restarted.")));
        room.password(stay.password());
        try {
            host.perform(new UserAction.ReturnToRoom(room.id(), stay.nick(), stay.password()));
        } catch (StanzaException e) {
            room.resources().addAll(stay.told() ? List.of() : stay.resources());
            expel(room, Parting.of(new Departure.LinkLost(e.text(), false)));
            return;
        }
        room.resources().addAll(stay.resources());
        if (stay.told()) {
            stay.resources().forEach(resource -> lost(room, resource));
        }
        join.remember(room);
        leaveIfEmpty(room, "");
    }

    /** A lost resource is heard of again; returns whether it was one. */
    static boolean returned(Room room, Jid resource) {
        Absence absence = room.absent().remove(resource);
        if (absence != null) {
            absence.end();
        }
        return absence != null;
    }

    /** Nobody wants to be where the network put the user. */
    public void decline(Room room) {
        if (room.isOpen()) {
            leaveIfEmpty(room, "");
        }
    }

    /** The network put the user out, or confirms that the user left. */
    public void left(Room room, Departure departure) {
        switch (room.phase()) {
            case LEAVING -> join.ended(room);
            case JOINED, PARKED -> {
                if (departure instanceof Departure.LinkLost lost && lost.comingBack()) {
                    park(room, lost.reason());
                } else {
                    expel(room, Parting.of(departure));
                    if (departure instanceof Departure.Destroyed
                            || departure instanceof Departure.Banned) {
                        host.memory().barred(room.id());
                    }
                }
            }
            // Of an earlier stay: the join in flight has an answer of its own.
            case JOINING -> {}
            case OUT, RECALLING -> {}
        }
    }

    /** The gateway ends. */
    public void shutdown(Room room, String reason) {
        if (room.isOpen()) {
            presence.part(room, room.self(), Parting.shutdown(reason));
        }
        join.turnAway(
                room,
                new StanzaException(
                        PacketError.Condition.service_unavailable, PacketError.Type.wait, reason));
    }

    private void part(Room room, Jid resource, Parting parting, String words) {
        JoinRequest request = room.waiting().remove(resource);
        if (request != null) {
            presence.turnAway(request, parting);
        } else if (room.isIn(resource)) {
            presence.partFor(room, room.self(), resource, parting);
            room.resources().remove(resource);
        } else if (!returned(room, resource)) {
            return;
        }
        leaveIfEmpty(room, words);
    }

    private void leaveIfEmpty(Room room, String words) {
        if (!room.hasNobody() || room.phase() == Room.Phase.LEAVING) {
            return;
        }
        if (room.phase() == Room.Phase.RECALLING) {
            room.out(); // nobody was asked yet
            return;
        }
        boolean isThere = room.phase() == Room.Phase.JOINED || room.phase() == Room.Phase.PARKED;
        if (isThere && host.wishes(room.id()).stays()) {
            return; // as for a lost resource, without an end
        }
        room.leaving();
        try {
            host.perform(new UserAction.LeaveRoom(room.id(), words));
        } catch (StanzaException e) {
            // There was nothing to leave.
            join.ended(room);
        }
    }

    /**
     * Resources stay in: clients that are told to be out either come back at once, to wait, or
     * never. They get an explanation now and the difference later.
     */
    private void park(Room room, String reason) {
        boolean news = room.phase() == Room.Phase.JOINED;
        room.parked(reason);
        if (news) {
            entrance.announceOutage(room);
        }
    }

    private void expel(Room room, Parting parting) {
        presence.part(room, room.self(), parting);
        room.out();
    }
}
