package im.isthmus.sms.inbound;

import im.isthmus.core.address.Jid;
import org.jspecify.annotations.Nullable;

/** The sessions that are open now. Callable from any thread. */
public interface OpenSessions {
    /** The rooms of a user, for the owner of the session only; null if there is no session. */
    @Nullable UserRooms roomsOf(Jid user);

    /** Who takes messages of a user has changed. */
    void contactsChanged(Jid user);

    /** An account came into trouble, or out of it. */
    void healthChanged();
}
