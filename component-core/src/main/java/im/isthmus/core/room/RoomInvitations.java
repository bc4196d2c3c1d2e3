package im.isthmus.core.room;

import im.isthmus.core.address.Jid;
import org.dom4j.Element;

/** Invitations to the user (XEP-0045 section 7.8). */
final class RoomInvitations {
    private final RoomHost host;
    private final StanzaIds ids = new StanzaIds();

    RoomInvitations(RoomHost host) {
        this.host = host;
    }

    /**
     * Sends a mediated invitation to the user's bare JID, with the direct one (XEP-0249) beside it
     * for clients that know only that.
     *
     * @param by nick; empty if the room itself invites
     */
    void invite(Room room, String by, String reason) {
        Jid user = host.user();
        Element message = Muc.stanza(Muc.MESSAGE, room.text(), user, null, ids.next());
        String from = by.isEmpty() ? room.text() : room.speaker(by).from(room);
        Element invite = Muc.child(Muc.child(message, Muc.X), Muc.INVITE, Muc.FROM, from);
        Element direct = Muc.child(message, Muc.DIRECT_INVITE, Muc.JID, room.text());
        if (!reason.isEmpty()) {
            Muc.text(invite, Muc.REASON, reason);
            direct.addAttribute(Muc.REASON_ATTRIBUTE, reason);
        }
        host.send(message);
    }
}
