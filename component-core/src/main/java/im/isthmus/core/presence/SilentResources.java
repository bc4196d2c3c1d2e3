package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds resources that are gone although nobody said so: their server lost them, or was cut off.
 * They would stay in rooms as ghosts (XEP-0045 section 11.1), and keep the user from being away.
 * Who has said nothing for long is asked, each in a turn of its own, so that it costs a user one
 * ping in that time and the server no burst.
 */
public final class SilentResources {
    private static final Logger LOG = LoggerFactory.getLogger(SilentResources.class);

    /** Parts that the users are divided into. */
    private static final int TURNS = 60;

    private final Sessions sessions;
    private final ResourcePing ping;
    private final InstantSource clock;
    private final Duration silence;
    private int turn;

    /**
     * Resources of whom nothing is known yet.
     *
     * @param silence after which a resource is asked
     */
    public SilentResources(
            Sessions sessions, ResourcePing ping, InstantSource clock, Duration silence) {
        this.sessions = sessions;
        this.ping = ping;
        this.clock = clock;
        this.silence = silence;
    }

    /** Begins to take turns. */
    public void start(ScheduledExecutorService timer) {
        long period = Math.max(1, silence.dividedBy(TURNS).toMillis());
        var _ = timer.scheduleWithFixedDelay(this::turn, period, period, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        int now = turn++ % TURNS;
        for (Session session : sessions.all()) {
            if (Math.floorMod(session.user().hashCode(), TURNS) == now) {
                sessions.force(session.user(), this::ask);
            }
        }
    }

    private void ask(Session session) {
        Instant before = clock.instant().minus(silence);
        for (Jid resource : session.attendance().silentSince(before)) {
            var _ =
                    ping.isGone(resource)
                            .thenAccept(gone -> {
                                if (gone) {
                                    sessions.force(
                                            session.user(), later -> drop(later, resource, before));
                                }
                            });
        }
    }

    /** Unless it came back meanwhile. */
    private static void drop(Session session, Jid resource, Instant before) {
        if (session.attendance().silentSince(before).contains(resource)) {
            LOG.info("resource=lost user={}", session.user());
            session.resourceGone(resource);
        }
    }
}
