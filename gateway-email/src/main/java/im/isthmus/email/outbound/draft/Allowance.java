package im.isthmus.email.outbound.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.email.config.LimitsConfig;
import java.time.Duration;
import java.time.InstantSource;

/** How much a user may send, as a bucket of tokens that fills up again within a minute. */
public final class Allowance {
    private final LimitsConfig limits;
    private final InstantSource clock;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterAccess(Duration.ofMinutes(5))
                    .build();

    Allowance(LimitsConfig limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    private static final class Bucket {
        private double tokens;
        private long filled;

        Bucket(double tokens, long filled) {
            this.tokens = tokens;
            this.filled = filled;
        }
    }

    /**
     * One more message of this user.
     *
     * @throws BackendException if that is one too many
     */
    void take(String user) throws BackendException {
        int most = limits.messagesPerMinute();
        long now = clock.millis();
        Bucket bucket = buckets.get(user, _ -> new Bucket(most, now));
        synchronized (bucket) {
            double gained = (now - bucket.filled) * most / 60_000.0;
            bucket.tokens = Math.min(most, bucket.tokens + Math.max(0, gained));
            bucket.filled = now;
            if (bucket.tokens < 1) {
                throw new BackendException(
                        new BackendFailure.Temporary(
                                "You write faster than is allowed here; wait a moment and send it"
                                        + " again.",
                                Duration.ofMillis(60_000 / most)));
            }
            bucket.tokens--;
        }
    }
}
