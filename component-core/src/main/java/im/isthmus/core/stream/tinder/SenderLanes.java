package im.isthmus.core.stream.tinder;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one sender in order, those of different senders side by side, each sender's on
 * a virtual thread of its own. Whoever submits waits while too many are under way.
 */
final class SenderLanes {
    private final int capacity;
    private final Semaphore room;
    private final ConcurrentHashMap<Jid, Queue<Runnable>> lanes = new ConcurrentHashMap<>();

    /**
     * @param capacity how many tasks wait or run at most
     */
    SenderLanes(int capacity) {
        this.capacity = capacity;
        this.room = new Semaphore(capacity);
    }

    /** Runs the task after all others of that sender; waits for room first. */
    void submit(Jid sender, Runnable task) {
        room.acquireUninterruptibly();
        Jid key = sender.bare();
        boolean[] isNew = {false};
        lanes.compute(
                key,
                (_, lane) -> {
                    Queue<Runnable> tasks = lane;
                    if (tasks == null) {
                        isNew[0] = true;
                        tasks = new ArrayDeque<>(2);
                    }
                    tasks.add(task);
                    return tasks;
                });
        if (isNew[0]) {
            Thread.ofVirtual().start(() -> run(key));
        }
    }

    private void run(Jid key) {
        Runnable task = next(key);
        while (task != null) {
            try {
                task.run();
            } finally {
                room.release();
                task = next(key);
            }
        }
    }

    /** The lane's next task; without one the lane is gone. */
    private @Nullable Runnable next(Jid key) {
        Runnable[] next = new Runnable[1];
        lanes.computeIfPresent(
                key,
                (_, lane) -> {
                    next[0] = lane.poll();
                    return next[0] == null ? null : lane;
                });
        return next[0];
    }

    /** Waits until nothing is under way; returns whether that came about in time. */
    boolean awaitIdle(Duration timeout) throws InterruptedException {
        if (!room.tryAcquire(capacity, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        room.release(capacity);
        return true;
    }
}
