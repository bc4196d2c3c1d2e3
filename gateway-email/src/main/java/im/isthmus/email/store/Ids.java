package im.isthmus.email.store;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers that grow with time and are never used twice, not even after a restart. */
public final class Ids {
    /** So many a millisecond before numbers run ahead of the clock, which is harmless. */
    private static final int A_MILLISECOND = 10;

    private final AtomicLong last = new AtomicLong();

    /** The next one. */
    public long next() {
        long now = System.currentTimeMillis() << A_MILLISECOND;
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }
}
