package im.isthmus.core.conversation;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.stanza.StanzaException;
import java.util.Set;
import org.dom4j.Element;

/** What conversations need from the user's session. Used by the session's owner only. */
public interface Talker {
    /** Who says what addresses can carry. */
    Backend legacySide();

    /** The bare JID of the user. */
    Jid user();

    /** What an address can carry. */
    default Set<Ability> abilities(LegacyAddress address) {
        return legacySide().abilities(user(), address);
    }

    /** Which reactions there are at an address. */
    default Backend.Reactions reactions(LegacyAddress address) {
        return legacySide().reactions(address);
    }

    /**
     * Asks the backend. Events that the backend publishes while handling the action are delivered
     * when it has done so, which may be before this call returns: note first, then ask.
     *
     * @throws StanzaException if it is already clear that it cannot be done
     */
    void perform(UserAction action) throws StanzaException;

    /** Sends a stanza to the XMPP server. */
    void send(Element stanza);

    /** What the user's messages are called. */
    MessageNames names();

    /** What the user has just sent. */
    RecentMessages recent();
}
