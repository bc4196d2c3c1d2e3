package im.isthmus.core.feature.archive;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.xmpp.packet.PacketError;

/** Who is reading in archives now; nobody may do so too often at a time. */
final class Readers {
    private static final int MOST = 8;

    private final Map<Jid, Integer> open = new HashMap<>();

    synchronized void enter(Jid user) throws StanzaException {
        int before = open.getOrDefault(user, 0);
        if (before >= MOST) {
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    PacketError.Type.wait,
                    Text.of(
                            "Your earlier questions to the archive are not answered yet. Wait for"
                                    + " them."),
                    Duration.ofSeconds(5),
                    null);
        }
        open.put(user, before + 1);
    }

    synchronized void leave(Jid user) {
        int before = open.getOrDefault(user, 0);
        if (before > 1) {
            open.put(user, before - 1);
        } else {
            open.remove(user);
        }
    }
}
