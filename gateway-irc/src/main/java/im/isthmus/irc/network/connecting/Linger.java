package im.isthmus.irc.network.connecting;

import im.isthmus.core.backend.SessionContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Keeps an unused link for a while, so that coming back soon costs no new connection. */
public final class Linger {
    private final SessionContext context;
    private final InstantSource clock;
    private final Timings timings;
    private final Runnable over;
    private Instant until = Instant.EPOCH;
    private SessionContext.@Nullable Timer timer;

    /**
     * @param over runs when the time is up
     */
    public Linger(SessionContext context, InstantSource clock, Timings timings, Runnable over) {
        this.context = context;
        this.clock = clock;
        this.timings = timings;
        this.over = over;
    }

    /** The link is not needed from now on. */
    public void start() {
        extend(timings.linger());
        if (timer == null) {
            watch();
        }
    }

    /** Whether the time is not up yet. */
    public boolean isRunning() {
        return timer != null;
    }

    /** Somebody may answer, needed or not. */
    public void talked() {
        extend(timings.talkLinger());
    }

    /** The link is needed. */
    public void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void extend(Duration time) {
        Instant end = clock.instant().plus(time);
        until = end.isAfter(until) ? end : until;
    }

    private void watch() {
        timer = context.schedule(Duration.between(clock.instant(), until), this::check);
    }

    private void check() {
        timer = null;
        if (clock.instant().isBefore(until)) {
            watch();
        } else {
            over.run();
        }
    }
}
