package im.isthmus.core.router;

import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.text.Text;
import java.time.Duration;
import org.xmpp.packet.PacketError;

/** What a user is told who sends faster than can be handled. */
final class Overload {
    private Overload() {}

    static StanzaException problem() {
        return new StanzaException(
                PacketError.Condition.resource_constraint,
                PacketError.Type.wait,
                Text.of(
                        "You send faster than this can be handled. Wait a few seconds and send"
                                + " it again."),
                Duration.ofSeconds(5),
                null);
    }
}
