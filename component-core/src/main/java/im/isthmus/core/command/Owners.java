package im.isthmus.core.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.session.Session;
import java.util.function.Consumer;

/** The way back to the owner of a user's session, from any thread. */
@FunctionalInterface
public interface Owners {
    /** Runs a task as the owner of a user's session, by bare JID. */
    void asOwner(Jid user, Consumer<Session> task);
}
