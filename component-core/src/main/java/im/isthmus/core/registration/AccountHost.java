package im.isthmus.core.registration;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.stanza.StanzaException;
import java.time.Duration;

/** What the account of a user needs from the user's session. Used by its owner only. */
public interface AccountHost {
    /** The bare JID of the user. */
    Jid user();

    /** Whether a resource is online. */
    boolean isOnline();

    /** Asks the backend. */
    void ask(UserAction action) throws BackendException;

    /** Runs a task as the owner of the session, soon; callable from any thread, never waits. */
    void later(Runnable task);

    /** Runs a task as the owner of the session after a delay. */
    SessionContext.Timer schedule(Duration delay, Runnable task);

    /** The error that the user sees for a failure. */
    StanzaException problem(BackendFailure failure);

    /** The backend could not even begin to log in. */
    void logInRefused(BackendFailure failure);

    /** The user has registered for the first time. */
    void enrolled();

    /** The user has unregistered: nothing of the user may be left. */
    void withdrawn();
}
