package im.isthmus.core.room.admin;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Resourceparts;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.StanzaException;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/**
 * Whom an affiliation is about. Clients know only JIDs, networks have nicks, contacts and words of
 * their own, such as ban masks: those are localparts here, escaped where they must be (XEP-0106).
 */
final class Whom {
    private Whom() {}

    /** The network's words for whom an item is about. */
    static String of(Room room, Element item) throws StanzaException {
        String jid = item.attributeValue(Muc.JID);
        if (jid != null && !jid.isBlank()) {
            return words(room, jid.strip());
        }
        String nick = item.attributeValue(Muc.NICK);
        if (nick == null) {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "Say whom: by an address or a nick.");
        }
        return occupant(room, nick).nick();
    }

    /** Who is at a resourcepart of the room. */
    static RoomOccupant occupant(Room room, String resource) throws StanzaException {
        RoomOccupant occupant = room.occupants().atResource(resource);
        if (occupant == null) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found, "Nobody here is called {0}.", resource);
        }
        return occupant;
    }

    private static String words(Room room, String text) throws StanzaException {
        Jid jid;
        try {
            jid = Jid.parse(text);
        } catch (InvalidJidException e) {
            return text; // a ban mask need not be a JID
        }
        if (!jid.domain().equals(room.jid().domain())) {
            return text;
        }
        if (jid.bare().equals(room.jid()) && jid.isFull()) {
            RoomOccupant present = room.occupants().atResource(jid.resource());
            return present == null ? jid.resource() : present.nick();
        }
        return JidEscaping.unescape(jid.local());
    }

    /** The address that stands for whom a network names. */
    static String address(Room room, String whom) {
        String domain = room.jid().domain();
        String plain = jid(whom, domain);
        String address = plain.isEmpty() ? jid(JidEscaping.escape(whom), domain) : plain;
        if (!address.isEmpty()) {
            return address;
        }
        return room.text() + '/' + Resourceparts.of(room.jid(), whom, _ -> false);
    }

    private static String jid(String localpart, String domain) {
        try {
            return Jid.of(localpart, domain, "").toString();
        } catch (InvalidJidException e) {
            return "";
        }
    }
}
