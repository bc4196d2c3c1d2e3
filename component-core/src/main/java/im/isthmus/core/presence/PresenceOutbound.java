package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.feature.ServiceDiscovery;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Presence of an XMPP user, to rooms and to everything else (RFC 6121 sections 3 and 4). */
public final class PresenceOutbound {
    private final ServiceDiscovery discovery;

    public PresenceOutbound(ServiceDiscovery discovery) {
        this.discovery = discovery;
    }

    /** Acts on a presence stanza. */
    public void handle(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        switch (stanza.type()) {
            case "" -> available(session, stanza, address);
            case "unavailable" -> unavailable(session, stanza, address);
            case "error" -> failed(session, stanza, address);
            case "probe" -> send(session, address, stanza.from().bare());
            case "subscribe" -> subscribe(session, stanza, address);
            case "unsubscribe" -> answer(session, stanza, address, "unsubscribed");
            case "subscribed", "unsubscribed" -> {} // nothing of ours hangs on it
            default ->
                    throw new StanzaException(
                            PacketError.Condition.bad_request,
                            "There is no presence of type " + stanza.type() + ".");
        }
    }

    private void available(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (address instanceof LegacyRoom room) {
            session.rooms().presence(stanza, room);
            if (session.rooms().has(stanza.from())) {
                session.noteAvailable(stanza.from(), stanza.element());
            }
            return;
        }
        session.noteAvailable(stanza.from(), stanza.element());
        send(session, address, stanza.from());
    }

    private void unavailable(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (address instanceof LegacyRoom room) {
            session.rooms().presence(stanza, room);
            if (!session.rooms().has(stanza.from())) {
                session.noteUnavailable(stanza.from());
            }
            return;
        }
        session.noteUnavailable(stanza.from());
    }

    private static void failed(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (address instanceof LegacyRoom room) {
            session.rooms().presence(stanza, room);
        }
    }

    /** The gateway and its networks may be in everybody's roster (XEP-0100 section 4.1). */
    private void subscribe(Session session, Stanza stanza, LegacyAddress address) {
        switch (address) {
            case Gateway _, LegacyNetwork _ -> {
                answer(session, stanza, address, "subscribed");
                answer(session, stanza, address, "subscribe");
                send(session, address, stanza.from().bare());
            }
            case LegacyContact _, LegacyRoom _ ->
                    // Truthfully: there is no presence of it that could be subscribed to.
                    answer(session, stanza, address, "unsubscribed");
        }
    }

    private static void answer(Session session, Stanza stanza, LegacyAddress address, String type) {
        Jid from = session.jid(address);
        session.send(Xml.stanza("presence", from, stanza.from().bare(), type, null));
    }

    /** The presence of an address that has one: the gateway, and networks the user is on. */
    void send(Session session, LegacyAddress address, Jid to) {
        boolean online =
                switch (address) {
                    case Gateway _ -> true;
                    case LegacyNetwork network -> session.isConnected(network);
                    case LegacyContact _, LegacyRoom _ -> false;
                };
        String type = online ? "" : "unavailable";
        Element presence = Xml.stanza("presence", session.jid(address), to, type, null);
        if (online) {
            presence.add(discovery.caps(address));
        }
        session.send(presence);
    }
}
