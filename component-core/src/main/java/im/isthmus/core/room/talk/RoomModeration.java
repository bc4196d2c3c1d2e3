package im.isthmus.core.room.talk;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.util.List;
import org.xmpp.packet.PacketError;

/** Orders to take away what somebody said (XEP-0425). */
public final class RoomModeration {
    private final RoomHost host;
    private final RoomRequests requests;

    public RoomModeration(RoomHost host, RoomRequests requests) {
        this.host = host;
        this.requests = requests;
    }

    /**
     * Passes an order on; the network's answer is answered as the iq.
     *
     * @param stanzaId of the message to take away
     */
    public void order(Room room, Stanza iq, String stanzaId, String reason) throws StanzaException {
        if (!host.abilities(room.id()).contains(Ability.MODERATION)) {
            throw new StanzaException(
                    PacketError.Condition.feature_not_implemented,
                    "What was said there cannot be taken away.");
        }
        if (!room.isIn(iq.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
        host.names()
                .resolve(
                        RoomMessages.conversation(room),
                        List.of(stanzaId),
                        names -> {
                            try {
                                perform(
                                        room,
                                        iq,
                                        names.getOrDefault(stanzaId, new MessageId(stanzaId, null)),
                                        reason);
                            } catch (StanzaException e) {
                                host.send(Replies.error(iq, e));
                            }
                        });
    }

    private void perform(Room room, Stanza iq, MessageId message, String reason)
            throws StanzaException {
        MessageRef ref = new MessageRef(iq.from(), iq.id(), null);
        requests.perform(
                ref,
                room,
                iq.kind(),
                new RoomAdministration.Moderate(room.id(), ref, message, reason));
    }
}
