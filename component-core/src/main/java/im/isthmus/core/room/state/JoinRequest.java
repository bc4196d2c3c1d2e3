package im.isthmus.core.room.state;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * A presence that waits for its answer: to enter a room, or to be called differently there.
 *
 * @param from the resource that asked
 * @param to the room and the nick asked for
 * @param id of the presence; answers repeat it
 * @param history how much of the past to send
 */
public record JoinRequest(
        Jid from, Jid to, @Nullable String id, @Nullable String password, HistoryLimits history) {

    /**
     * Reads a join (XEP-0045 section 7.2).
     *
     * @param x the presence's element of the namespace {@code .../muc}
     * @throws StanzaException if there is no nick (section 7.2.1)
     */
    public static JoinRequest join(Stanza presence, Element x) throws StanzaException {
        if (!presence.to().isFull()) {
            throw new StanzaException(
                    PacketError.Condition.jid_malformed,
                    "Add the nickname you want: {0}/nickname.",
                    presence.to());
        }
        return new JoinRequest(
                presence.from(),
                presence.to(),
                presence.id(),
                Xml.findText(x, "password", Muc.NS),
                HistoryLimits.of(Xml.find(x, "history", Muc.NS)));
    }

    /** Reads a nick change (XEP-0045 section 7.6). */
    public static JoinRequest rename(Stanza presence) {
        return new JoinRequest(
                presence.from(), presence.to(), presence.id(), null, HistoryLimits.NONE);
    }

    /** The nick asked for. */
    public String nick() {
        return to.resource();
    }
}
