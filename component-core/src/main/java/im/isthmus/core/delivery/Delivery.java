package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.term.MessageRef;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * How sessions hand over what must arrive. What is given for one user leaves in the order given.
 */
public interface Delivery {
    /**
     * Sends a stanza that dies with the process or the link, such as presence. May wait while the
     * stream is down or full.
     */
    void send(Jid user, Element stanza);

    /**
     * Keeps a stanza until the user's server has it: through kills, link losses and refusals that
     * may pass, with the same id and the time it was first given (XEP-0203).
     *
     * @param stanza gets an id if it has none; must not be changed any more
     * @param legacyId a message of this name from the same contact is kept once; null if it has no
     *     name
     * @return complete once it is on the disk
     */
    CompletableFuture<Void> keep(Jid user, Element stanza, @Nullable String legacyId);

    /**
     * As {@link #keep}, for what became of a message that the user sent: it goes to the resource
     * that sent it, and if that is gone a note goes to the user instead, so that somebody sees it.
     *
     * @param error to a full JID
     * @param note a sentence with all that has to be said
     */
    CompletableFuture<Void> report(Jid user, Element error, String note);

    /** An error came back for a message; called by the owner of the user's session. */
    void bounced(Jid user, Element error);

    /** The user is there now: what waits for that need not wait longer. */
    void reachable(Jid user);

    /**
     * Notes a message of the user before it goes to a backend that does not promise. Waits until
     * the note is on the disk.
     *
     * @param recipient the JID of the gateway that it was sent to
     */
    void entrust(Jid user, SendMessage message, Jid recipient);

    /** The legacy side has said what became of a message: the note about it ends. */
    void settled(Jid user, MessageRef ref);
}
