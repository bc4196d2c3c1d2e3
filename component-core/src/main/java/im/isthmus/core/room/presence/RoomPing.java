package im.isthmus.core.room.presence;

import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import org.xmpp.packet.PacketError;

/**
 * Answers a ping to an occupant for that occupant, by which clients learn whether they are still in
 * (XEP-0410 section 3.3). Nothing ever goes to the network.
 */
public final class RoomPing {
    private final RoomHost host;

    public RoomPing(RoomHost host) {
        this.host = host;
    }

    /**
     * A result only for who is in and pings the own nick. The other errors mean "in, but" to a
     * client (section 3.2), for it is.
     */
    public void answer(Room room, Stanza ping) throws StanzaException {
        if (!room.isIn(ping.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    PacketError.Type.cancel,
                    "You are not in this room.");
        }
        String nick = ping.to().resource();
        if (nick.equals(room.self().resource()) || nick.isEmpty()) {
            host.send(Replies.result(ping, null));
        } else if (room.occupants().atResource(nick) == null) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found, "Nobody here is called {0}.", nick);
        } else {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable, "Only you can be pinged here.");
        }
    }
}
