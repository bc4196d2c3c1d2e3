package im.isthmus.core.room;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.talk.OlderMessages.Brought;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;

/**
 * What the user's stanzas want of rooms, but for presences. A {@link StanzaException} that a method
 * throws is the answer to the stanza given.
 */
public final class RoomStanzas {
    private final RoomSet rooms;
    private final RoomParts parts;

    RoomStanzas(RoomSet rooms, RoomParts parts) {
        this.rooms = rooms;
        this.parts = parts;
    }

    /** A message to a room or somebody in it: words, a subject, an invitation, or an error. */
    public void message(Stanza stanza, LegacyRoom id) throws StanzaException {
        Room room = rooms.room(id);
        try {
            if (stanza.type().equals("error")) {
                parts.bounces.bounced(room, stanza);
            } else if (!parts.voice.received(room, stanza)) {
                parts.writing.received(room, stanza);
            }
        } finally {
            rooms.settle(room);
        }
    }

    /** Passes an invitation on that was sent to somebody of the network (XEP-0249). */
    public void invitation(Stanza message, LegacyContact whom, Element x) throws StanzaException {
        parts.invitations.inviteDirectly(message, whom, x);
    }

    /** Answers a ping to a room or somebody in it (XEP-0410). */
    public void ping(Stanza iq, LegacyRoom id) throws StanzaException {
        parts.ping.answer(rooms.room(id), iq);
    }

    /** Answers a question for, or an order on, who may do what in a room (XEP-0045 section 9). */
    public void admin(Stanza iq, LegacyRoom id) throws StanzaException {
        parts.admin.answer(rooms.room(id), iq);
    }

    /** Answers a question for, or an order on, what a room is (XEP-0045 section 10). */
    public void own(Stanza iq, Element query, LegacyRoom id) throws StanzaException {
        parts.configuration.answer(rooms.room(id), iq, query);
    }

    /** Answers an order to take away what somebody said in a room (XEP-0425). */
    public void moderate(Stanza iq, LegacyRoom id, String stanzaId, String reason)
            throws StanzaException {
        parts.moderation.order(rooms.room(id), iq, stanzaId, reason);
    }

    /** Answers a request for the list of rooms of a network or of the gateway. */
    public void list(LegacyAddress where, Stanza iq, Paging page) throws StanzaException {
        parts.directory.answer(where, iq, page);
    }

    /** Asks for what was said in a room before the archive begins. */
    public void older(LegacyRoom id, HistoryPoint from, int most, CompletableFuture<Brought> then) {
        parts.older.ask(rooms.room(id), from, most, then);
    }
}
