package im.isthmus.core.room;

import im.isthmus.core.access.Limit;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.util.List;
import org.dom4j.Element;

/**
 * Who of the user's resources comes into rooms, and goes. A {@link StanzaException} that a method
 * throws is the answer to the stanza given.
 */
public final class RoomEntry {
    /**
     * COMPAT(Prosody 0.12): what it says in the name of clients that it throws out, as when it
     * restarts; they did not leave, and come back.
     */
    private static final String CUT_OFF = "Disconnected: ";

    private final RoomHost host;
    private final RoomSet rooms;
    private final RoomParts parts;

    RoomEntry(RoomHost host, RoomSet rooms, RoomParts parts) {
        this.host = host;
        this.rooms = rooms;
        this.parts = parts;
    }

    /** A presence to a room or somebody in it: entering, leaving, another nick, or an error. */
    public void presence(Stanza stanza, LegacyRoom id) throws StanzaException {
        Room room = rooms.room(id);
        try {
            switch (stanza.type()) {
                case "" -> available(room, stanza);
                case "unavailable" -> unavailable(room, stanza.from(), words(stanza));
                case "error" -> parts.bounces.bounced(room, stanza);
                // Rooms have no subscriptions and no probes.
                default -> {}
            }
        } finally {
            rooms.settle(room);
        }
    }

    /** A resource went offline. */
    public void resourceGone(Jid resource) {
        for (Room room : List.copyOf(rooms.all())) {
            parts.leave.gone(room, resource);
            rooms.settle(room);
        }
    }

    /** Whether a resource is in any room, or waits to be let in. */
    public boolean has(Jid resource) {
        return rooms.all().stream()
                .anyMatch(room -> room.isIn(resource) || room.waiting().containsKey(resource));
    }

    private void unavailable(Room room, Jid resource, String words) {
        if (words.startsWith(CUT_OFF)) {
            parts.leave.gone(room, resource);
        } else {
            parts.leave.leave(room, resource, words);
        }
    }

    private void available(Room room, Stanza stanza) throws StanzaException {
        Element x = Xml.find(stanza.element(), "x", Muc.NS);
        if (x != null) {
            JoinRequest request = JoinRequest.join(stanza, x);
            if (room.phase() == Room.Phase.OUT && rooms.isFull()) {
                throw host.access().reached(Limit.ROOMS, Duration.ZERO);
            }
            rooms.keep(room);
            parts.join.request(room, request);
        } else if (room.isIn(stanza.from())) {
            parts.nicks.wish(room, JoinRequest.rename(stanza));
        } else if (stanza.to().isFull() && !room.waiting().containsKey(stanza.from())) {
            parts.presence.correct(stanza.to(), stanza.from());
        }
    }

    private static String words(Stanza presence) {
        String status = Xml.findText(presence.element(), "status", "");
        return status == null ? "" : status;
    }
}
