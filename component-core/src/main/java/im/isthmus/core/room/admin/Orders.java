package im.isthmus.core.room.admin;

import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.Locale;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** What one item of an administration request asks for (XEP-0045 sections 8 to 10). */
final class Orders {
    private Orders() {}

    static RoomAdministration of(Room room, MessageRef ref, Element item) throws StanzaException {
        String affiliation = item.attributeValue(Muc.AFFILIATION);
        String role = item.attributeValue(Muc.ROLE);
        if ((affiliation == null) == (role == null)) {
            throw badRequest("An item changes either a role or an affiliation.");
        }
        String given = Xml.findText(item, "reason", Muc.ADMIN);
        String reason = given == null ? "" : given.strip();
        if (affiliation != null) {
            return new RoomAdministration.SetAffiliation(
                    room.id(),
                    ref,
                    Whom.of(room, item),
                    word(Affiliation.class, affiliation),
                    reason);
        }
        String nick = item.attributeValue(Muc.NICK);
        if (nick == null) {
            throw badRequest("Roles are changed by nick.");
        }
        RoomOccupant occupant = Whom.occupant(room, nick);
        Role wanted = word(Role.class, role);
        return wanted == Role.NONE
                ? new RoomAdministration.Kick(room.id(), ref, occupant.nick(), reason)
                : new RoomAdministration.SetRole(room.id(), ref, occupant.nick(), wanted, reason);
    }

    /** A role or affiliation by its word on the wire. */
    static <E extends Enum<E>> E word(Class<E> type, String word) throws StanzaException {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw new StanzaException(
                PacketError.Condition.bad_request, "There is no such thing as {0} here.", word);
    }

    private static StanzaException badRequest(String text) {
        return new StanzaException(PacketError.Condition.bad_request, text);
    }
}
