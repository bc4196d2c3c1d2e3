package im.isthmus.irc.network.connecting;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits longer after each failure, and never as long as the others who failed with us. */
final class Backoff {
    /** A network that stays this long is well again. */
    static final Duration WELL = Duration.ofMinutes(1);

    private final Duration first;
    private final Duration last;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration last, RandomGenerator random) {
        this.first = first;
        this.last = last;
        this.random = random;
        this.next = first;
    }

    /** How long to wait now: within half to one and a half of a time that doubles. */
    Duration next() {
        long millis = next.toMillis();
        next = next.multipliedBy(2).compareTo(last) < 0 ? next.multipliedBy(2) : last;
        return Duration.ofMillis(millis / 2 + (long) (millis * random.nextDouble()));
    }

    /** The network asks for patience: at least a quarter of the longest time from now on. */
    void slow() {
        Duration patient = last.dividedBy(4);
        next = next.compareTo(patient) < 0 ? patient : next;
    }

    /** It worked: the next failure is a first one again. */
    void reset() {
        next = first;
    }
}
