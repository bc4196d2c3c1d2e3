package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.MessageAction.SendMessage;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.time.Instant;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/**
 * Messages to and from everybody in a room (XEP-0045 section 7.4). What a resource writes comes
 * back only when the network has it, built anew: the body, its language and the sender's ids, but
 * nothing else that the client put in, such as a stanza-id in our name.
 */
public final class RoomMessages {
    private final RoomHost host;
    private final StanzaIds ids = new StanzaIds();
    private final Languages languages = new Languages();

    public RoomMessages(RoomHost host) {
        this.host = host;
    }

    /** Passes a message of a resource on to the network. */
    public void write(Room room, Stanza message, String body) throws StanzaException {
        MessageRef ref = ref(message);
        languages.remember(ref, message.element());
        host.perform(SendMessage.toRoom(room.id(), ref, body));
    }

    /** Passes a message for one occupant on to the network (XEP-0045 section 7.5). */
    public void whisper(Room room, Stanza message, String body) throws StanzaException {
        if (message.type().equals("groupchat")) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "A message to one occupant must not be of type groupchat.");
        }
        RoomOccupant occupant = room.occupants().atResource(message.to().resource());
        if (occupant == null) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found,
                    "Nobody here is called " + message.to().resource() + ".");
        }
        host.perform(SendMessage.toOccupant(room.id(), occupant.nick(), ref(message), body));
    }

    /** Shows what somebody said to all resources, and keeps it for later ones. */
    public void inbound(Room room, RoomMessage event) {
        if (!room.isOpen()) {
            return;
        }
        RoomLine line = line(room, event);
        if (line.occupantId() != null) {
            room.history().add(line);
        }
        boolean delayed = event.time() != null;
        for (Jid to : room.resources()) {
            host.send(line.toElement(room, to, delayed));
        }
    }

    /** Lets the room itself say something to one resource; it does not become history. */
    public void notice(Room room, Jid to, String text) {
        String id = ids.next();
        Instant now = host.clock().instant();
        host.send(
                new RoomLine(room.text(), null, text, id, null, id, null, now)
                        .toElement(room, to, false));
    }

    /** A new id for a message of a room. */
    public String nextId() {
        return ids.next();
    }

    /** Ties answers of the network to a stanza. */
    public static MessageRef ref(Stanza message) {
        Element origin = Xml.find(message.element(), "origin-id", Muc.SID);
        return new MessageRef(
                message.from(), message.id(), origin == null ? null : origin.attributeValue("id"));
    }

    private RoomLine line(Room room, RoomMessage event) {
        String from = room.text();
        String occupantId = null;
        if (!event.nick().isEmpty()) {
            RoomOccupant speaker = room.speaker(event.nick());
            speaker.speaks(host, room);
            from = speaker.from(room);
            occupantId = speaker.id(host, room);
        }
        MessageRef ref = event.ref();
        String legacyId = event.legacyId();
        String stanzaId = legacyId != null ? legacyId : ids.next();
        String id = ref != null && ref.id() != null ? ref.id() : stanzaId;
        Instant time = event.time();
        return new RoomLine(
                from,
                occupantId,
                event.body(),
                id,
                ref == null ? null : ref.originId(),
                stanzaId,
                ref == null ? null : languages.recall(ref),
                time != null ? time : host.clock().instant());
    }
}
