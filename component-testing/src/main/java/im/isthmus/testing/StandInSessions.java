package im.isthmus.testing;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.SessionContext;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A gateway that permits everybody, and whose sessions a test stands in for.
 *
 * @param domain of the gateway
 * @param sessions does what is to be done as a user
 */
public record StandInSessions(Jid domain, BiConsumer<Jid, Consumer<SessionContext>> sessions)
        implements BackendContext {
    @Override
    public boolean permits(Jid user) {
        return true;
    }

    @Override
    public void asUser(Jid user, Consumer<SessionContext> task) {
        sessions.accept(user, task);
    }
}
