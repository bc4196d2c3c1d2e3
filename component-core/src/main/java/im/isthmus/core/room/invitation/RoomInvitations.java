package im.isthmus.core.room.invitation;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.directory.RoomDescriptions;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Invitations to the user and by the user (XEP-0045 section 7.8). */
public final class RoomInvitations {
    private final RoomHost host;
    private final RoomRequests requests;
    private final RoomDescriptions descriptions;

    public RoomInvitations(RoomHost host, RoomRequests requests, RoomDescriptions descriptions) {
        this.host = host;
        this.requests = requests;
        this.descriptions = descriptions;
    }

    /**
     * Invites the user, at the bare JID.
     *
     * @param by nick; empty if the room itself invites
     */
    public void inviteUser(Room room, String by, String reason) {
        String from = by.isEmpty() ? room.text() : room.speaker(by).from(room);
        send(room, host.user(), from, host.language().translate(reason), null);
    }

    /**
     * Passes an invitation of the user on: to the network, if it is for somebody there, else to the
     * XMPP user it names.
     *
     * @param x what holds the invitation
     */
    public void invite(Room room, Stanza message, Element x) throws StanzaException {
        List<Element> invites = x.elements(Muc.INVITE);
        String to = invites.getFirst().attributeValue(Muc.TO);
        if (invites.size() > 1 || to == null || to.isBlank()) {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "Invite one at a time, by address or nick.");
        }
        String given = Xml.findText(invites.getFirst(), "reason", Muc.USER);
        String reason = given == null ? "" : given.strip();
        Jid stranger = stranger(room, to.strip());
        if (stranger != null) {
            send(room, stranger, host.user().toString(), reason, password(room));
            host.memory().invited(room.id(), stranger);
            return;
        }
        MessageRef ref = RoomMessages.ref(message);
        requests.perform(
                ref,
                room,
                message.kind(),
                new UserAction.Invite(room.id(), ref, whom(to.strip()), reason));
    }

    /**
     * Tells who invited the user that the user does not come (XEP-0045 section 7.8.2), if somebody
     * did; nobody else is told anything.
     *
     * @param x what holds the decline
     */
    public void decline(Room room, Element x) {
        Element decline = x.element(Muc.DECLINE);
        Jid inviter = stranger(room, decline.attributeValue(Muc.TO, "").strip());
        if (inviter == null || !host.memory().declines(room.id(), inviter)) {
            return;
        }
        String id = host.names().next();
        Element message = Muc.stanza(Muc.MESSAGE, room.text(), inviter.bare(), null, id);
        String from = host.user().toString();
        Element told = Muc.child(Muc.child(message, Muc.X), Muc.DECLINE, Muc.FROM, from);
        String reason = Xml.findText(decline, "reason", Muc.USER);
        if (reason != null && !reason.isBlank()) {
            Muc.text(told, Muc.REASON, reason.strip());
        }
        host.send(message);
    }

    /** Passes an invitation on that was sent to somebody of the network. */
    public void inviteDirectly(Stanza message, LegacyContact whom, Element x)
            throws StanzaException {
        Jid room;
        try {
            room = Jid.parse(x.attributeValue(Muc.JID, ""));
        } catch (InvalidJidException e) {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "Say into which room, by its address.");
        }
        if (!room.domain().equals(message.to().domain()) || room.local().isEmpty()) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "People of the network can be invited into rooms of the network only.");
        }
        MessageRef ref = RoomMessages.ref(message);
        requests.perform(
                ref,
                message.to(),
                message.kind(),
                new UserAction.Invite(
                        new LegacyRoom(room.local()),
                        ref,
                        whom.localpart(),
                        x.attributeValue(Muc.REASON_ATTRIBUTE, "").strip()),
                null);
    }

    /** The JID of somebody elsewhere; null for somebody on the network. */
    private static @Nullable Jid stranger(Room room, String to) {
        try {
            Jid jid = Jid.parse(to);
            boolean elsewhere = !jid.local().isEmpty() && !jid.domain().equals(room.jid().domain());
            return elsewhere ? jid : null;
        } catch (InvalidJidException e) {
            return null; // a nick need not be a JID
        }
    }

    /** The nick of an occupant JID, the localpart of a contact's JID, or a plain nick. */
    private static String whom(String to) {
        try {
            Jid jid = Jid.parse(to);
            if (jid.isFull()) {
                return jid.resource();
            }
            return jid.local().isEmpty() ? to : jid.local();
        } catch (InvalidJidException e) {
            return to;
        }
    }

    /** What opens a room; null if it is open, or nobody said that it is not. */
    private @Nullable String password(Room room) {
        RoomDetails details = descriptions.of(room.id());
        return details != null && details.passwordProtected() ? room.password() : null;
    }

    /** With the direct invitation (XEP-0249) beside it, for clients that know only that. */
    private void send(Room room, Jid to, String from, String reason, @Nullable String password) {
        Element message = Muc.stanza(Muc.MESSAGE, room.text(), to, null, host.names().next());
        Element invite = Muc.child(Muc.child(message, Muc.X), Muc.INVITE, Muc.FROM, from);
        Element direct = Muc.child(message, Muc.DIRECT_INVITE, Muc.JID, room.text());
        if (!reason.isEmpty()) {
            Muc.text(invite, Muc.REASON, reason);
            direct.addAttribute(Muc.REASON_ATTRIBUTE, reason);
        }
        if (password != null) {
            Muc.text(message.element(Muc.X), Muc.PASSWORD, password);
            direct.addAttribute(Muc.PASSWORD_ATTRIBUTE, password);
        }
        host.send(message);
    }
}
