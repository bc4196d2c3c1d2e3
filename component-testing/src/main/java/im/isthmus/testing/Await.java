package im.isthmus.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come to hold; a time-out only bounds how long a failure takes. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    /** Waits up to 40 seconds. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /**
     * Waits up to 40 seconds.
     *
     * @param seen tells in a failure what was there instead
     */
    public static void until(String what, BooleanSupplier condition, Supplier<String> seen) {
        until(what, LIMIT, condition, seen);
    }

    /** Waits up to a limit of its own, for what takes long by its nature. */
    public static void until(
            String what, Duration limit, BooleanSupplier condition, Supplier<String> seen) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not seen in time: " + what + "; seen: " + seen.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
