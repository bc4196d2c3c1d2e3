package im.isthmus.core.archive;

import im.isthmus.core.store.database.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages into the database, many at once and on a thread of its own, so that whoever has
 * something to keep never waits for a disk. A reader can wait for what was kept before.
 */
final class ArchiveWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);

    /** Messages that may wait; at a few kB each. */
    static final int CAPACITY = 4096;

    private static final int BATCH = 500;

    /** How long the first of a batch waits for company, unless somebody waits for it. */
    private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** What brings a batch into the database. */
    interface Sink {
        void write(List<KeptMessage> batch);
    }

    private final Sink sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition written = lock.newCondition();
    private final Thread thread;
    private ArrayList<KeptMessage> pending = new ArrayList<>();
    private long accepted;
    private long finished;
    private long refused;
    private boolean hurried;
    private boolean closing;

    ArchiveWriter(Sink sink) {
        this.sink = sink;
        this.thread = Thread.ofVirtual().name("archive").start(this::run);
    }

    /** Takes a message; never waits. One too many is not kept, which is logged. */
    void keep(KeptMessage message) {
        lock.lock();
        try {
            if (closing || pending.size() >= CAPACITY) {
                refused++;
                return;
            }
            pending.add(message);
            accepted++;
            if (pending.size() == 1) {
                more.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything that was kept before is in the database, or was given up.
     *
     * @return whether that happened in time
     */
    boolean await(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long target = accepted;
            long nanos = limit.toNanos();
            hurried = true;
            more.signal();
            while (finished < target) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = written.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is left; takes at most a few seconds. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            more.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(GOODBYE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<KeptMessage> batch = next(); !batch.isEmpty(); batch = next()) {
                for (int i = 0; i < batch.size(); i += BATCH) {
                    write(batch.subList(i, Math.min(i + BATCH, batch.size())));
                }
                finished(batch.size());
            }
        } catch (InterruptedException e) {
            LOG.warn("archive=stopped reason=shutdown");
        }
    }

    /** Everything that waits; nothing if the end has come. */
    private List<KeptMessage> next() throws InterruptedException {
        lock.lock();
        try {
            while (pending.isEmpty() && !closing) {
                hurried = false;
                more.await();
            }
            long nanos = COMPANY_NANOS;
            while (nanos > 0 && !hurried && !closing) {
                nanos = more.awaitNanos(nanos);
            }
            if (refused > 0) {
                LOG.warn("archive=incomplete reason=too-fast messages={}", refused);
                refused = 0;
            }
            List<KeptMessage> batch = pending;
            pending = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void finished(int count) {
        lock.lock();
        try {
            finished += count;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(List<KeptMessage> batch) throws InterruptedException {
        for (Duration pause : RETRIES) {
            try {
                sink.write(batch);
                return;
            } catch (StoreException e) {
                LOG.warn("archive=delayed reason=\"{}\"", e.getMessage());
                if (!closing()) {
                    Thread.sleep(pause);
                }
            }
        }
        try {
            sink.write(batch);
        } catch (StoreException e) {
            LOG.warn("archive=incomplete messages={} reason=\"{}\"", batch.size(), e.getMessage());
        }
    }

    private boolean closing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }
}
