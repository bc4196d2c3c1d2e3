package im.isthmus.core.stream.tinder;

import im.isthmus.core.stream.Stanza;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;
import org.xmpp.packet.Roster;

/**
 * Makes Tinder's packets, so that their getters do not throw at what RFC 6121 tells to ignore and
 * their addresses need not be of RFC 3920.
 */
final class TinderPackets {
    private static final Set<String> MESSAGE_TYPES =
            Set.of("normal", "chat", "groupchat", "headline", "error");
    private static final Set<String> PRESENCE_TYPES =
            Set.of(
                    "",
                    "unavailable",
                    "subscribe",
                    "subscribed",
                    "unsubscribe",
                    "unsubscribed",
                    "probe",
                    "error");
    private static final Set<String> SHOWS = Set.of("away", "chat", "dnd", "xa");
    private static final Set<String> IQ_TYPES = Set.of("get", "set", "result", "error");

    private TinderPackets() {}

    /** The packet, null if its type is none that can be handled or answered sensibly. */
    static @Nullable Packet of(Stanza stanza) {
        return switch (stanza.kind()) {
            case MESSAGE -> message(stanza);
            case PRESENCE -> presence(stanza);
            case IQ -> iq(stanza);
        };
    }

    /** An unknown type counts as normal (RFC 6121 section 5.2.2). */
    private static Message message(Stanza stanza) {
        Element element = stanza.element();
        if (!stanza.type().isEmpty() && !MESSAGE_TYPES.contains(stanza.type())) {
            element.remove(element.attribute("type"));
        }
        return new Message(element, true);
    }

    private static @Nullable Presence presence(Stanza stanza) {
        if (!PRESENCE_TYPES.contains(stanza.type())) {
            return null;
        }
        Element element = stanza.element();
        Element show = element.element("show");
        if (show != null && !SHOWS.contains(show.getTextTrim())) {
            element.remove(show);
        }
        return new Presence(element, true);
    }

    private static @Nullable IQ iq(Stanza stanza) {
        if (!IQ_TYPES.contains(stanza.type())) {
            return null;
        }
        Element element = stanza.element();
        Element query = element.element("query");
        if (query != null && query.getNamespaceURI().equals("jabber:iq:roster")) {
            try {
                return new Roster(element);
            } catch (IllegalArgumentException e) {
                // Roster knows no constructor for addresses beyond RFC 3920.
                return new IQ(element, true);
            }
        }
        return new IQ(element, true);
    }
}
