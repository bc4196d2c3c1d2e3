package im.isthmus.core.room.admin;

import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Asking to be let speak (XEP-0045 section 7.13). */
public final class RoomVoice {
    private static final String REQUEST = Muc.NS + "#request";

    private final RoomRequests requests;

    public RoomVoice(RoomRequests requests) {
        this.requests = requests;
    }

    /** Passes the wish on, if a message has one; returns whether it has. */
    public boolean received(Room room, Stanza message) throws StanzaException {
        Element form = Xml.find(message.element(), "x", Forms.NAMESPACE);
        if (form == null
                || message.type().equals("groupchat")
                || !REQUEST.equals(Forms.filledIn(form).get("FORM_TYPE"))) {
            return false;
        }
        if (!room.isIn(message.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
        MessageRef ref = RoomMessages.ref(message);
        requests.perform(
                ref, room, message.kind(), new RoomAdministration.RequestVoice(room.id(), ref));
        return true;
    }
}
