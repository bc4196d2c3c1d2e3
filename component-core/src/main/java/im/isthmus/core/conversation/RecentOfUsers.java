package im.isthmus.core.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What all users have just sent. It outlives their sessions, for a client that lost its connection
 * takes the session with it and sends again what it is not sure of to the next one.
 */
public final class RecentOfUsers {
    private static final int MAX_USERS = 20_000;
    private static final Duration QUIET = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Cache<Jid, RecentMessages> byUser =
            Caffeine.newBuilder().maximumSize(MAX_USERS).expireAfterAccess(QUIET).build();

    public RecentOfUsers(InstantSource clock) {
        this.clock = clock;
    }

    /** What a user has sent; belongs to the owner of the user's session. */
    public RecentMessages of(Jid user) {
        return byUser.get(user, _ -> new RecentMessages(clock));
    }
}
