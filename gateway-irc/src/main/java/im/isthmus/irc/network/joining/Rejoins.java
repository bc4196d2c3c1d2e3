package im.isthmus.irc.network.joining;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.term.BackendFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tries again to come back to channels that do not let the user in yet: services have not seen who
 * it is, the channel is full of ghosts, or it was joined too fast. Nobody asked, so nobody waits.
 */
final class Rejoins {
    private static final int MAX = 5;

    private final Map<LegacyRoom, Integer> attempts = new HashMap<>();
    private final SessionContext context;
    private final Duration wait;
    private final Consumer<LegacyRoom> again;

    /**
     * @param again does it once more, if it is still wanted
     */
    Rejoins(SessionContext context, Duration wait, Consumer<LegacyRoom> again) {
        this.context = context;
        this.wait = wait;
        this.again = again;
    }

    /** Whether a refusal may be over in a while; then it is tried again. */
    boolean takes(LegacyRoom room, BackendFailure failure) {
        boolean passing =
                failure instanceof BackendFailure.Temporary
                        || failure instanceof BackendFailure.TooMany
                        || failure instanceof BackendFailure.MembershipNeeded;
        if (!passing || attempts.merge(room, 1, Integer::sum) > MAX) {
            return false;
        }
        SessionContext.Timer _ = context.schedule(wait, () -> again.accept(room));
        return true;
    }

    /** The user is in. */
    void done(LegacyRoom room) {
        attempts.remove(room);
    }

    /** The link is lost: everything begins anew. */
    void clear() {
        attempts.clear();
    }
}
