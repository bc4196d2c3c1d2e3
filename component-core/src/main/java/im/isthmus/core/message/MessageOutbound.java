package im.isthmus.core.message;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.MessageAction.SendMessage;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.command.Chat;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Messages of an XMPP user on their way out (RFC 6121 section 5). */
public final class MessageOutbound {
    private static final String ENCRYPTION = "urn:xmpp:eme:0";
    private static final String ORIGIN = "urn:xmpp:sid:0";

    private final Chat chat;

    /**
     * A handler for all users of a gateway.
     *
     * @param chat the gateway's own, with who chats with it
     */
    public MessageOutbound(Chat chat) {
        this.chat = chat;
    }

    /** Passes a message on to wherever it is addressed. */
    public void handle(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (stanza.type().equals("error")) {
            session.bounced(stanza.element());
        }
        if (address instanceof LegacyRoom room) {
            toRoom(session, stanza, room);
            return;
        }
        if (stanza.type().equals("error")) {
            return; // what was kept is seen to
        }
        if (stanza.type().equals("groupchat")) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable, "This address is not a room.");
        }
        String body = body(stanza);
        if (body == null) {
            return; // chat states and the like: legacy networks know nothing of them
        }
        switch (address) {
            case LegacyContact contact ->
                    session.perform(SendMessage.toContact(contact, reference(stanza), body));
            case LegacyNetwork network ->
                    session.perform(SendMessage.toNetwork(network, reference(stanza), body));
            case Gateway _ -> chat.said(session, stanza, body);
            case LegacyRoom _ -> throw new IllegalStateException("rooms were handled above");
        }
    }

    private static void toRoom(Session session, Stanza stanza, LegacyRoom room)
            throws StanzaException {
        boolean groupchat = stanza.type().equals("groupchat");
        if (groupchat && stanza.to().isFull()) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "A groupchat message goes to the room, not to one of its occupants.");
        }
        boolean text = !stanza.type().equals("error") && body(stanza) != null;
        if (text && !groupchat && !stanza.to().isFull()) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "This is a room: join it and write to it as a group chat.");
        }
        session.rooms().message(stanza, room);
    }

    /** The tie between a message and what becomes of it. */
    static MessageRef reference(Stanza stanza) {
        var origin = Xml.find(stanza.element(), "origin-id", ORIGIN);
        return new MessageRef(
                stanza.from(), stanza.id(), origin == null ? null : origin.attributeValue("id"));
    }

    /**
     * The body, null if there is none; an encrypted message is refused, for nobody could read it.
     */
    private static @Nullable String body(Stanza stanza) throws StanzaException {
        if (Xml.find(stanza.element(), "encryption", ENCRYPTION) != null) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "Encrypted messages cannot pass through the gateway: switch encryption off"
                            + " for this conversation.");
        }
        String body = stanza.element().elementText("body");
        return body == null || body.isEmpty() ? null : body;
    }
}
