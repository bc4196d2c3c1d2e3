package im.isthmus.core.session;

import java.time.Duration;

/**
 * Bounds on what one user may make us hold.
 *
 * @param queue stanzas and legacy events that may wait for one user
 * @param patience how long a full queue may hold up the whole stream before its user's stanzas are
 *     refused
 */
public record SessionLimits(int queue, Duration patience) {
    /** 1,000 waiting tasks, 5 seconds. */
    public static SessionLimits standard() {
        return new SessionLimits(1000, Duration.ofSeconds(5));
    }
}
