package im.isthmus.irc.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines on their way to the server: urgent ones first and at once, the others when the user is
 * registered and the bucket allows. One thread writes, many lines by one call where it can, so that
 * a server that does not read blocks nobody else.
 */
final class SendQueue {
    /** A server that does not take these is not reading at all. */
    private static final int MAX_URGENT = 1000;

    private static final int MAX_WRITE = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> urgent = new ArrayDeque<>();
    private final Deque<byte[]> normal = new ArrayDeque<>();
    private final int capacity;
    private TokenBucket bucket;
    private boolean open;
    private boolean closed;
    private volatile long writingSince = Long.MAX_VALUE;

    SendQueue(int capacity, TokenBucket bucket) {
        this.capacity = capacity;
        this.bucket = bucket;
    }

    void add(byte[] line) throws IrcQueueFullException {
        lock.lock();
        try {
            if (normal.size() >= capacity) {
                throw new IrcQueueFullException(capacity);
            }
            if (!closed) {
                normal.add(line);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was taken; if not, the server does not read. */
    boolean addUrgent(byte[] line) {
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            changed.signal();
            return urgent.size() < MAX_URGENT && urgent.add(line);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the lines go that are not urgent. */
    void release() {
        lock.lock();
        try {
            open = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the pace. */
    void pace(TokenBucket other) {
        lock.lock();
        try {
            bucket = other;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@link #writeTo}; what waits is lost. */
    void close() {
        lock.lock();
        try {
            closed = true;
            urgent.clear();
            normal.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** System.nanoTime when the write began that is still going on; MAX_VALUE if none is. */
    long writingSince() {
        return writingSince;
    }

    /** Writes until closed. */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        byte[] buffer = new byte[1024];
        while (true) {
            int length = 0;
            for (byte[] line = take(true); line.length > 0; line = take(false)) {
                if (length + line.length > buffer.length) {
                    buffer = Arrays.copyOf(buffer, (length + line.length) * 2);
                }
                System.arraycopy(line, 0, buffer, length, line.length);
                length += line.length;
                if (length > MAX_WRITE) {
                    break;
                }
            }
            if (length == 0) {
                return;
            }
            writingSince = System.nanoTime();
            out.write(buffer, 0, length);
            out.flush();
            writingSince = Long.MAX_VALUE;
        }
    }

    /** The next line that may go; empty if closed or, unless told to wait, if there is none. */
    private byte[] take(boolean wait) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                if (!urgent.isEmpty()) {
                    return urgent.remove();
                }
                boolean pending = open && !normal.isEmpty();
                if (pending && bucket.take()) {
                    return normal.remove();
                }
                if (!wait) {
                    break;
                }
                if (pending) {
                    long _ = changed.awaitNanos(bucket.nanosToNext());
                } else {
                    changed.await();
                }
            }
            return new byte[0];
        } finally {
            lock.unlock();
        }
    }
}
