package im.isthmus.core.room.presence;

import im.isthmus.core.room.state.Room;
import im.isthmus.core.stream.Stanza;
import java.util.Set;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError.Condition;

/**
 * Stanzas of a room that came back as errors. Where the condition means that nobody is there any
 * more, the resource is dropped, or it would stay as a ghost (XEP-0045 section 11.1).
 */
public final class RoomBounces {
    private static final Logger LOG = LoggerFactory.getLogger(RoomBounces.class);
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /** What a server answers when it cannot deliver, as opposed to what a client answers. */
    private static final Set<String> NOBODY_THERE =
            Set.of(
                    Condition.gone.toXMPP(),
                    Condition.internal_server_error.toXMPP(),
                    Condition.item_not_found.toXMPP(),
                    Condition.jid_malformed.toXMPP(),
                    Condition.recipient_unavailable.toXMPP(),
                    Condition.redirect.toXMPP(),
                    Condition.remote_server_not_found.toXMPP(),
                    Condition.remote_server_timeout.toXMPP(),
                    Condition.service_unavailable.toXMPP());

    private final RoomLeave leave;

    public RoomBounces(RoomLeave leave) {
        this.leave = leave;
    }

    public void bounced(Room room, Stanza error) {
        String condition = condition(error.element());
        if (!NOBODY_THERE.contains(condition) || !room.isIn(error.from())) {
            return;
        }
        LOG.info("room resource=dropped room={} condition={}", room.jid(), condition);
        leave.drop(room, error.from(), "You could not be reached: " + condition + ".");
    }

    private static String condition(Element stanza) {
        Element error = stanza.element("error");
        if (error != null) {
            for (Element child : error.elements()) {
                if (child.getNamespaceURI().equals(STANZAS) && !child.getName().equals("text")) {
                    return child.getName();
                }
            }
        }
        return "";
    }
}
