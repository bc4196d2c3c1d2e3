package im.isthmus.core.message;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.command.Chat;
import im.isthmus.core.conversation.Errands;
import im.isthmus.core.payload.Addresses;
import im.isthmus.core.payload.ContentReader;
import im.isthmus.core.payload.Intent;
import im.isthmus.core.payload.IntentReader;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Messages of an XMPP user on their way out (RFC 6121 section 5). */
public final class MessageOutbound {
    private final Chat chat;
    private final @Nullable LegacyNetwork console;

    /**
     * A handler for all users of a gateway.
     *
     * @param chat the gateway's own, with who chats with it
     * @param console gets what the chat does not know; null if nobody does
     */
    public MessageOutbound(Chat chat, @Nullable LegacyNetwork console) {
        this.chat = chat;
        this.console = console;
    }

    /** Passes a message on to wherever it is addressed. */
    public void handle(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (stanza.type().equals("error")) {
            session.bounced(stanza.element());
        }
        if (stanza.id() != null
                && !stanza.from().isFull()
                && session.recent().isEcho(stanza.id())) {
            return; // what we sent in the user's name ourselves
        }
        if (address instanceof LegacyRoom room) {
            session.rooms().stanzas().message(stanza, room);
            return;
        }
        if (stanza.type().equals("error")) {
            return; // what was kept is seen to
        }
        if (stanza.type().equals("groupchat")) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable, "This address is not a room.");
        }
        switch (address) {
            case LegacyContact contact -> toContact(session, stanza, contact);
            case LegacyNetwork network ->
                    pass(session, stanza, new LegacyAddressee.ToNetwork(network));
            case Gateway _ -> toGateway(session, stanza);
            case LegacyRoom _ -> throw new IllegalStateException("rooms were handled above");
        }
    }

    private static void toContact(Session session, Stanza stanza, LegacyContact contact)
            throws StanzaException {
        Element invitation = Xml.find(stanza.element(), "x", "jabber:x:conference");
        if (invitation != null) {
            session.rooms().stanzas().invitation(stanza, contact, invitation);
        } else {
            pass(session, stanza, new LegacyAddressee.ToContact(contact));
        }
    }

    private static void pass(Session session, Stanza stanza, LegacyAddressee to)
            throws StanzaException {
        Intent intent = read(session, stanza, session.abilities(to.address()));
        if (!(intent instanceof Intent.Nothing)) {
            new Errands(session).run(stanza, intent, to, Payloads.ref(stanza));
        }
    }

    private static Intent read(Session session, Stanza stanza, Set<Ability> abilities)
            throws StanzaException {
        ContentReader contents = new ContentReader(abilities, false, new ContactPeople(session));
        return new IntentReader(contents).read(stanza);
    }

    /** Either a talk with the gateway, or a message to several (XEP-0033 section 3). */
    private void toGateway(Session session, Stanza stanza) throws StanzaException {
        String first = Addresses.first(stanza.element(), new ContactPeople(session));
        if (first != null) {
            stanza.element().addAttribute("to", session.jidOf(first).toString());
            pass(session, stanza, new LegacyAddressee.ToContact(new LegacyContact(first)));
        } else if (read(session, stanza, Set.of()) instanceof Intent.Say say) {
            String body = say.content().body();
            if (console == null || chat.knows(session, body)) {
                chat.said(session, stanza, body);
            } else {
                pass(session, stanza, new LegacyAddressee.ToNetwork(console));
            }
        }
    }
}
