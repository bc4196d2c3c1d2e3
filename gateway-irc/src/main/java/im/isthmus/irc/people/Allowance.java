package im.isthmus.irc.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A number of times that something may be done within a window of time. */
public final class Allowance {
    private final int times;
    private final Duration window;
    private final InstantSource clock;
    private Instant start = Instant.MIN;
    private int spent;

    public Allowance(int times, Duration window, InstantSource clock) {
        this.times = times;
        this.window = window;
        this.clock = clock;
    }

    /** Whether it may be done once more now; if so, that counts. */
    public boolean spend() {
        Instant now = clock.instant();
        if (!start.isAfter(now.minus(window))) {
            start = now;
            spent = 0;
        }
        spent++;
        return spent <= times;
    }
}
