package im.isthmus.core.room.invitation;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Invitations of users to people elsewhere that can still be declined: nobody is told of a decline
 * who did not invite. Callable from any thread.
 */
public final class OpenInvitations {
    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofDays(7);

    private final InstantSource clock;
    private final Map<Invitation, Instant> open =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Invitation, Instant> eldest) {
                    return size() > MOST;
                }
            };

    /** Somebody invites somebody, all bare JIDs. */
    private record Invitation(Jid inviter, Jid invited, Jid room) {}

    public OpenInvitations(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note; an earlier one of the same is forgotten. */
    public synchronized void add(Jid inviter, Jid invited, Jid room) {
        Invitation invitation = new Invitation(inviter.bare(), invited.bare(), room.bare());
        open.remove(invitation);
        open.put(invitation, clock.instant());
    }

    /** Whether there was one; a decline ends it. */
    public synchronized boolean decline(Jid inviter, Jid invited, Jid room) {
        Instant since = open.remove(new Invitation(inviter.bare(), invited.bare(), room.bare()));
        return since != null && since.plus(KEPT).isAfter(clock.instant());
    }
}
