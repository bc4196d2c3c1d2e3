package im.isthmus.core.backend;

import im.isthmus.core.address.Jid;
import java.util.function.Consumer;

/** What the core offers to a {@link Backend} as a whole. */
public interface BackendContext {
    /** The gateway's own address. */
    Jid domain();

    /** Whether somebody may use the gateway; for who is written to before having asked. */
    boolean permits(Jid user);

    /**
     * Runs a task as the owner of a user's session, which is made if there is none, for what comes
     * from the network to somebody who may be offline. Callable from any thread; never refuses.
     *
     * @param user a bare JID
     */
    void asUser(Jid user, Consumer<SessionContext> task);
}
