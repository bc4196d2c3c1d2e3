package im.isthmus.core.room.admin;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.backend.Occupant.Role;
import im.isthmus.core.backend.RoomAdministration;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.text.Text;
import java.util.List;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Asking to be let speak, and letting somebody (XEP-0045 sections 7.13 and 8.6). */
public final class RoomVoice {
    private static final String REQUEST = Muc.NS + "#request";
    private static final String ALLOW = "muc#request_allow";
    private static final String NICK = "muc#roomnick";

    private final RoomHost host;
    private final RoomRequests requests;

    public RoomVoice(RoomHost host, RoomRequests requests) {
        this.host = host;
        this.requests = requests;
    }

    /** Passes a form on, if a message has one of these; returns whether it has. */
    public boolean received(Room room, Stanza message) throws StanzaException {
        Element form = Xml.find(message.element(), "x", Forms.NAMESPACE);
        if (form == null
                || message.type().equals("groupchat")
                || !value(form, "FORM_TYPE").equals(REQUEST)) {
            return false;
        }
        if (!room.isIn(message.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
        MessageRef ref = RoomMessages.ref(message);
        if (value(form, ALLOW).isEmpty()) {
            order(room, message, new RoomAdministration.RequestVoice(room.id(), ref));
        } else if (isTrue(value(form, ALLOW))) {
            RoomOccupant whom = Whom.occupant(room, value(form, NICK));
            order(
                    room,
                    message,
                    new RoomAdministration.SetRole(
                            room.id(), ref, whom.nick(), Role.PARTICIPANT, ""));
        }
        return true;
    }

    /** Somebody asks the user, who can let them. */
    public void requested(Room room, String nick) {
        RoomOccupant who = room.occupants().get(nick);
        if (who == null || room.self().occupant().role() != Role.MODERATOR) {
            return;
        }
        for (Jid to : room.resources()) {
            Element message = Muc.stanza(Muc.MESSAGE, room.text(), to, null, host.names().next());
            Element form = Forms.of("form", REQUEST);
            field(form, "muc#role", "text-single", Text.key("Role"), Muc.word(Role.PARTICIPANT));
            field(form, NICK, "text-single", Text.key("Nickname"), who.resource());
            field(form, ALLOW, "boolean", Text.key("Let them speak?"), "false");
            message.add(form);
            host.send(message);
        }
    }

    private void order(Room room, Stanza message, RoomAdministration order) throws StanzaException {
        requests.perform(order.ref(), room, message.kind(), order);
    }

    private void field(Element form, String name, String type, String label, String value) {
        Element field = Forms.field(form, name, type, List.of(value));
        Xml.attribute(field, "label", host.language().translate(label));
    }

    private static String value(Element form, String name) {
        for (Element field : form.elements("field")) {
            String value = field.elementText("value");
            if (name.equals(field.attributeValue("var")) && value != null) {
                return value.strip();
            }
        }
        return "";
    }

    private static boolean isTrue(String value) {
        return value.equals("true") || value.equals("1");
    }
}
