package im.isthmus.core.room.state;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.UserAction;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import org.dom4j.Element;

/** What the rooms of one user need from that user's session. Used by the session's owner only. */
public interface RoomHost {
    /** The bare JID of the user whose rooms these are. */
    Jid user();

    /** The bare JID of a room: its localpart at the gateway's domain. */
    Jid jid(LegacyRoom room);

    /** The bare JID of a contact. */
    Jid jid(LegacyContact contact);

    /**
     * Asks the backend. Events that the backend publishes while handling the action are delivered
     * when it has done so, which may be before this call returns: note first, then ask.
     *
     * @throws StanzaException if it is already clear that it cannot be done
     */
    void perform(UserAction action) throws StanzaException;

    /** Sends a stanza to the XMPP server. */
    void send(Element stanza);

    /** Runs a task as the owner of the session after a delay, unless cancelled before. */
    SessionContext.Timer schedule(Duration delay, Runnable task);

    /** How much the user may have. */
    Access access();

    /** The language to tell the user things in. */
    Language language();

    /** The time, for delays and history. */
    InstantSource clock();

    /**
     * The occupant-id (XEP-0421) of somebody in a room: the same input gives the same opaque id
     * until the gateway's key is changed, and nobody can compute it backwards.
     */
    String occupantId(LegacyRoom room, String identity);
}
