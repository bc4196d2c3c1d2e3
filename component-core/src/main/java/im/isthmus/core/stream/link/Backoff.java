package im.isthmus.core.stream.link;

import im.isthmus.core.stream.StreamTimings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling, of which a random half is taken off, so that
 * the components of a restarted server do not all come back in the same second.
 */
final class Backoff {
    private final StreamTimings timings;
    private final RandomGenerator random;

    private Duration ceiling;

    Backoff(StreamTimings timings, RandomGenerator random) {
        this.timings = timings;
        this.random = random;
        this.ceiling = timings.backoffMin();
    }

    /** The wait after a link that ended so, having been up for so long (zero if never). */
    Duration after(LinkEnd end, Duration up) {
        // A link that is lost as soon as it is up, such as when two processes kick each other out,
        // must not start again at the shortest wait.
        if (up.compareTo(timings.backoffMax()) >= 0) {
            ceiling = timings.backoffMin();
        }
        if (end.needsAdmin()) {
            ceiling = timings.backoffMin();
            return jittered(timings.refusedRetry());
        }
        Duration wait = jittered(ceiling);
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(timings.backoffMax()) > 0 ? timings.backoffMax() : doubled;
        return wait;
    }

    private Duration jittered(Duration most) {
        long nanos = most.toNanos();
        return Duration.ofNanos(nanos / 2 + (long) (random.nextDouble() * (nanos - nanos / 2)));
    }
}
