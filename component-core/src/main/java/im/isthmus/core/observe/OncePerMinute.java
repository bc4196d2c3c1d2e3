package im.isthmus.core.observe;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets one line of a kind into the log each minute, with the number of times it happened: what
 * anybody can cause as often as they like must not fill the disk. Callable from any thread.
 */
public final class OncePerMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private long next;
    private long count;

    public OncePerMinute() {
        this(System::nanoTime);
    }

    OncePerMinute(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /**
     * It happened.
     *
     * @return how often since the last line, to be logged now; 0 if it is too soon for a line
     */
    public synchronized long happened() {
        count++;
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return 0;
        }
        long told = count;
        count = 0;
        next = now + MINUTE;
        return told;
    }
}
