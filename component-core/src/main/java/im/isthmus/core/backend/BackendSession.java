package im.isthmus.core.backend;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;

/** The legacy side of one user. Every method is called by the owner of the user's session. */
public interface BackendSession {
    /**
     * Does what the user wants, or starts to: whatever takes time is answered later by a {@link
     * LegacyEvent}. Must not block.
     *
     * @throws BackendException if it is already clear that it cannot be done; the core tells the
     *     user. An action answered by an exception is not answered by an event.
     */
    void handle(UserAction action) throws BackendException;

    /**
     * Whether this session still has something to keep alive, such as a connection or a room the
     * user asked to stay in. The core closes a session that is idle and without online resources.
     */
    boolean isIdle();

    /** How the user wants to have a room. Asked for every message: cheap. */
    default RoomWishes wishes(LegacyRoom room) {
        return RoomWishes.STANDARD;
    }

    /** Leaves the legacy network. No event may be published afterwards. */
    void close(String reason);
}
