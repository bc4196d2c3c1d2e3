package im.isthmus.core;

import im.isthmus.core.address.Jid;
import im.isthmus.core.presence.ResourcePing;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.Sessions;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the stream was lost, nobody told us which of the users' resources went away meanwhile: the
 * XMPP server may have restarted. Each is pinged (XEP-0199), at a pace, and believed gone when the
 * server says so.
 */
final class ResourceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceCheck.class);
    private static final long PACE_MILLIS = 5;

    private final Sessions sessions;
    private final ResourcePing ping;
    private final ScheduledExecutorService timer;

    ResourceCheck(Sessions sessions, ResourcePing ping, ScheduledExecutorService timer) {
        this.sessions = sessions;
        this.ping = ping;
        this.timer = timer;
    }

    /** Starts to check everybody after a delay that gives clients the time to come back. */
    void start(Duration delay) {
        long[] at = {delay.toMillis()};
        for (Session session : sessions.all()) {
            at[0] += PACE_MILLIS;
            var _ =
                    timer.schedule(
                            () -> session.asOwner(() -> check(session)),
                            at[0],
                            TimeUnit.MILLISECONDS);
        }
        LOG.info("resources=check sessions={}", sessions.count());
    }

    private void check(Session session) {
        for (Jid resource : session.onlineResources()) {
            var _ =
                    ping.isGone(resource)
                            .thenAccept(gone -> {
                                if (gone) {
                                    sessions.force(
                                            session.user(), later -> later.resourceGone(resource));
                                }
                            });
        }
    }
}
