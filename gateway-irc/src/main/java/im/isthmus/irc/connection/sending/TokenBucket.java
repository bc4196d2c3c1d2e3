package im.isthmus.irc.connection.sending;

import java.util.function.LongSupplier;

/** Allows some lines at once and then so many a second. Has one owner. */
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final int burst;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    /**
     * @param perSecond 0 means no limit
     */
    public TokenBucket(int burst, double perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Takes a token if there is one. */
    boolean take() {
        if (perSecond == 0) {
            return true;
        }
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Nanoseconds until there will be a token; 0 if there is one. */
    long nanosToNext() {
        if (perSecond == 0) {
            return 0;
        }
        fill();
        return tokens >= 1 ? 0 : Math.max(1, (long) Math.ceil((1 - tokens) / perSecond * NANOS));
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
    }
}
