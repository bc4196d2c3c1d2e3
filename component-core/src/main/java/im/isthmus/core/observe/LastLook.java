package im.isthmus.core.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number that takes time to find out: whoever asks gets that of the last look, and has somebody
 * look again. So whoever watches never waits for a database, least of all for one in trouble.
 */
public final class LastLook implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(LastLook.class);

    private final LongSupplier number;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long seen;

    /**
     * Nothing is looked at yet: 0.
     *
     * @param number may block, or throw, which leaves what was seen before
     */
    public LastLook(LongSupplier number) {
        this.number = number;
    }

    @Override
    public long getAsLong() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("last-look").start(this::look);
        }
        return seen;
    }

    private void look() {
        try {
            seen = number.getAsLong();
        } catch (RuntimeException e) {
            LOG.debug("last-look=failed reason=\"{}\"", e.getMessage());
        } finally {
            looking.set(false);
        }
    }
}
