package im.isthmus.core.room.admin;

import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.backend.Occupant;
import im.isthmus.core.backend.RoomAdministration;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.List;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.dom4j.tree.DefaultElement;
import org.xmpp.packet.PacketError;

/**
 * Who may do what in a room (XEP-0045 sections 8 and 9): lists of those who are there, and kicks.
 */
public final class RoomAdmin {
    private final RoomHost host;
    private final RoomRequests requests;

    public RoomAdmin(RoomHost host, RoomRequests requests) {
        this.host = host;
        this.requests = requests;
    }

    public void answer(Room room, Stanza iq) throws StanzaException {
        if (!room.isIn(iq.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
        Element item = item(iq);
        if (iq.type().equals("get")) {
            host.send(Replies.result(iq, list(room, item)));
        } else {
            set(room, iq, item);
        }
    }

    private void set(Room room, Stanza iq, Element item) throws StanzaException {
        if (item.attributeValue("affiliation") != null) {
            throw unsupported("Affiliations cannot be changed through this gateway.");
        }
        String role = item.attributeValue("role");
        String nick = item.attributeValue("nick");
        if (role == null || nick == null) {
            throw badRequest("An item needs a nick and a role.");
        }
        if (!role.equals("none")) {
            throw unsupported("Roles cannot be changed through this gateway, only taken: none.");
        }
        RoomOccupant occupant = room.occupants().atResource(nick);
        if (occupant == null) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found, "Nobody here is called " + nick + ".");
        }
        MessageRef ref = RoomMessages.ref(iq);
        String reason = Xml.findText(item, "reason", Muc.ADMIN);
        requests.perform(
                ref,
                room,
                iq.kind(),
                new RoomAdministration.Kick(
                        room.id(), ref, occupant.nick(), reason == null ? "" : reason));
    }

    /** Of the present only; networks have no other lists that we could ask for yet. */
    private static Element list(Room room, Element item) throws StanzaException {
        String affiliation = item.attributeValue("affiliation");
        String role = item.attributeValue("role");
        if (Muc.word(Occupant.Affiliation.OUTCAST).equals(affiliation)) {
            throw unsupported("The list of bans cannot be asked for through this gateway.");
        }
        if ((affiliation == null) == (role == null)) {
            throw badRequest("Ask for one role or for one affiliation.");
        }
        Predicate<Occupant> wanted =
                affiliation == null
                        ? each -> Muc.word(each.role()).equals(role)
                        : each -> Muc.word(each.affiliation()).equals(affiliation);
        Element query = new DefaultElement(Muc.ADMIN_QUERY);
        for (RoomOccupant each : room.occupants().all()) {
            if (wanted.test(each.occupant())) {
                add(query, room, each);
            }
        }
        return query;
    }

    /** The address is that in the room, for nobody there has another that we know. */
    private static void add(Element query, Room room, RoomOccupant who) {
        Muc.child(query, Muc.ADMIN_ITEM, Muc.NICK, who.resource())
                .addAttribute(Muc.JID, who.from(room))
                .addAttribute(Muc.ROLE, Muc.word(who.occupant().role()))
                .addAttribute(Muc.AFFILIATION, Muc.word(who.occupant().affiliation()));
    }

    private static Element item(Stanza iq) throws StanzaException {
        Element query = Xml.find(iq.element(), "query", Muc.ADMIN);
        List<Element> items = query == null ? List.of() : query.elements(Muc.ADMIN_ITEM);
        if (items.size() != 1) {
            throw badRequest("One item at a time.");
        }
        return items.getFirst();
    }

    private static StanzaException badRequest(String text) {
        return new StanzaException(PacketError.Condition.bad_request, text);
    }

    private static StanzaException unsupported(String text) {
        return new StanzaException(PacketError.Condition.feature_not_implemented, text);
    }
}
