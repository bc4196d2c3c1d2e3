package im.isthmus.core.room.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.LegacyEvent.Departure;
import im.isthmus.core.backend.UserAction;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.StanzaException;
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

    public RoomLeave(RoomHost host, RoomPresence presence, RoomEntrance entrance, RoomJoin join) {
        this.host = host;
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
        part(room, resource, Parting.technical(why), "");
    }

    /** A resource went offline: nothing is said to it. */
    public void gone(Room room, Jid resource) {
        boolean waited = room.waiting().remove(resource) != null;
        boolean present = room.resources().remove(resource);
        if (waited || present) {
            leaveIfEmpty(room, "");
        }
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
                }
            }
            // Of an earlier stay: the join in flight has an answer of its own.
            case JOINING -> {}
            case OUT -> {}
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
        } else {
            return;
        }
        leaveIfEmpty(room, words);
    }

    private void leaveIfEmpty(Room room, String words) {
        if (!room.hasNobody() || room.phase() == Room.Phase.LEAVING) {
            return;
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
