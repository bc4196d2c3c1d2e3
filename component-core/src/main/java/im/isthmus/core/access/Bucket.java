package im.isthmus.core.access;

import im.isthmus.core.config.Rate;

/**
 * A token bucket: full at first, so that everything allowed in a period may come at once, and
 * filled again at a steady pace. Thread-safe.
 */
final class Bucket {
    private final Rate rate;
    private double tokens;
    private long filledAt;

    Bucket(Rate rate, long now) {
        this.rate = rate;
        this.tokens = rate.count();
        this.filledAt = now;
    }

    /**
     * Takes a token.
     *
     * @param now in nanoseconds of a clock that never goes back
     * @return 0 if there was one; else nanoseconds until there is
     */
    synchronized long take(long now) {
        if (!rate.isLimited()) {
            return 0;
        }
        double nanosEach = (double) rate.period().toNanos() / rate.count();
        tokens = Math.min(rate.count(), tokens + (now - filledAt) / nanosEach);
        filledAt = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) ((1 - tokens) * nanosEach));
    }

    /** Whether forgetting it would make no difference. */
    synchronized boolean isFull(long now) {
        double nanosEach = rate.isLimited() ? (double) rate.period().toNanos() / rate.count() : 0;
        return !rate.isLimited() || tokens + (now - filledAt) / nanosEach >= rate.count();
    }
}
