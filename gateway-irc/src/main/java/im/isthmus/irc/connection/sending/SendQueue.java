package im.isthmus.irc.connection.sending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way to the server: urgent ones first and at once, the others when the user is
 * registered and the bucket allows. A thread of its own writes while there is something to write,
 * many lines by one call where it can, so that a server that does not read blocks nobody else and
 * an idle connection costs no thread.
 */
public final class SendQueue {
    /** A server that does not take these is not reading at all. */
    private static final int MAX_URGENT = 1000;

    private static final int MAX_WRITE = 16 * 1024;

    /** A line and who hears of its way. */
    private static final class Line {
        private final byte[] bytes;
        private final Writing writing;

        Line(byte[] bytes, Writing writing) {
            this.bytes = bytes;
            this.writing = writing;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> urgent = new ArrayDeque<>(4);
    private final List<Runnable> written = new ArrayList<>();
    private final Deque<Line> normal = new ArrayDeque<>(4);
    private final int capacity;
    private TokenBucket bucket;
    private @Nullable OutputStream out;
    private Consumer<IOException> failed = _ -> {};
    private boolean open;
    private boolean closed;
    private boolean writing;
    private volatile long writingSince = Long.MAX_VALUE;

    public SendQueue(int capacity, TokenBucket bucket) {
        this.capacity = capacity;
        this.bucket = bucket;
    }

    /**
     * Begins to write.
     *
     * @param onFailure hears of the first write that fails, which closes the queue
     */
    public void start(OutputStream to, Consumer<IOException> onFailure) {
        change(() -> {
            out = to;
            failed = onFailure;
        });
    }

    void add(byte[] line) throws IrcQueueFullException {
        add(line, Writing.UNHEARD);
    }

    /** As {@link #add(byte[])}, for who wants to hear of it. */
    public void add(byte[] line, Writing writing) throws IrcQueueFullException {
        lock.lock();
        try {
            if (normal.size() >= capacity) {
                throw new IrcQueueFullException(capacity);
            }
            if (!closed) {
                normal.add(new Line(line, writing));
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was taken; if not, the server does not read. */
    public boolean addUrgent(byte[] line) {
        lock.lock();
        try {
            if (!closed && urgent.size() >= MAX_URGENT) {
                return false;
            }
            if (!closed) {
                urgent.add(line);
                wake();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the lines go that are not urgent. */
    public void release() {
        change(() -> open = true);
    }

    /** Changes the pace. */
    public void pace(TokenBucket other) {
        change(() -> bucket = other);
    }

    /** Ends the writing; what waits is lost. */
    public void close() {
        change(() -> {
            closed = true;
            urgent.clear();
            normal.clear();
        });
    }

    /** System.nanoTime when the write began that is still going on; MAX_VALUE if none is. */
    public long writingSince() {
        return writingSince;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held: the writer looks again, or there is one if there is work. */
    private void wake() {
        OutputStream to = out;
        if (writing) {
            changed.signal();
        } else if (to != null && (!urgent.isEmpty() || isReady())) {
            writing = true;
            Thread _ = Thread.ofVirtual().name("irc-writer").start(() -> write(to));
        }
    }

    private boolean isReady() {
        return open && !normal.isEmpty();
    }

    private void write(OutputStream to) {
        var lines = new ByteArrayOutputStream(512);
        try {
            while (gather(lines)) {
                writingSince = System.nanoTime();
                lines.writeTo(to);
                to.flush();
                writingSince = Long.MAX_VALUE;
                lines.reset();
                written.forEach(Runnable::run);
                written.clear();
            }
        } catch (IOException e) {
            writingSince = Long.MAX_VALUE;
            close();
            failed.accept(e);
        }
    }

    /** Collects what may go now, after waiting for its time; false if there is nothing to write. */
    private boolean gather(ByteArrayOutputStream lines) {
        lock.lock();
        try {
            while (true) {
                take(lines);
                if (lines.size() > 0) {
                    return true;
                }
                if (!isReady()) {
                    writing = false;
                    return false;
                }
                long _ = changed.awaitNanos(bucket.nanosToNext());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a writer", e);
        } finally {
            lock.unlock();
        }
    }

    private void take(ByteArrayOutputStream lines) {
        while (lines.size() < MAX_WRITE && !urgent.isEmpty()) {
            lines.writeBytes(urgent.remove());
        }
        while (lines.size() < MAX_WRITE && isReady() && bucket.take()) {
            Line line = normal.remove();
            line.writing.begins().run();
            lines.writeBytes(line.bytes);
            written.add(line.writing.written());
        }
    }
}
