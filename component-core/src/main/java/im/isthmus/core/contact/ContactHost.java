package im.isthmus.core.contact;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.stanza.StanzaException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.dom4j.Element;

/** What the contacts of a user need from the user's session. Used by its owner only. */
public interface ContactHost {
    /** The bare JID of the user. */
    Jid user();

    /** How much the user may have. */
    Access access();

    /** The gateway's own JID. */
    Jid gateway();

    /** The JID of a localpart of the gateway. */
    Jid jidOf(String localpart);

    /** All full JIDs of the user that are online, oldest first. */
    List<Jid> onlineResources();

    /** Asks the backend. */
    void perform(UserAction action) throws StanzaException;

    /** Sends a stanza to the XMPP server. */
    void send(Element stanza);

    /** Runs a task as the owner of the session, soon; callable from any thread, never waits. */
    void later(Runnable task);

    /** Runs a task as the owner of the session after a delay. */
    SessionContext.Timer schedule(Duration delay, Runnable task);

    /** The time. */
    InstantSource clock();
}
