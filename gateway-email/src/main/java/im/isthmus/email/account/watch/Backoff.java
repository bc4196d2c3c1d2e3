package im.isthmus.email.account.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a mail server that is in trouble is tried again. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Duration first;
    private final RandomGenerator random;
    private int failures;

    /**
     * @param first the longest wait after the first failure; it doubles with each
     */
    Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    /** It works. */
    void reset() {
        failures = 0;
    }

    /** It does not; how long to wait now, between half and all of what doubles each time. */
    Duration next() {
        long most = first.toMillis() << Math.min(failures++, 20);
        long capped = Math.min(most, LONGEST.toMillis());
        return Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
    }
}
