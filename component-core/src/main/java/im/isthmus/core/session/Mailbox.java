package im.isthmus.core.session;

import im.isthmus.core.backend.SessionContext.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of tasks that run one at a time, in order, so that what they touch needs no lock.
 * Whoever runs them is the owner for that time: a virtual thread that lives only while there is
 * work, or, when nothing is waiting, the very thread that brought the task.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    /** What became of a task. */
    enum Outcome {
        ACCEPTED,
        FULL,
        RETIRED
    }

    private final int capacity;
    private final BooleanSupplier retire;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private volatile @Nullable Thread owner;
    private boolean draining;
    private boolean saturated;
    private boolean retired;

    /**
     * An empty mailbox.
     *
     * @param capacity tasks that may wait
     * @param retire asked by the owner when it has nothing left to do; true ends the mailbox
     */
    Mailbox(int capacity, BooleanSupplier retire) {
        this.capacity = capacity;
        this.retire = retire;
    }

    /**
     * Queues a task for a virtual thread. Waits while the queue is full, at most {@code patience};
     * a queue that stayed full is not waited for again until half of it is free, so that one stuck
     * user cannot hold up the others for longer than once.
     */
    Outcome submit(Runnable task, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = saturated ? 0 : patience.toNanos();
            while (tasks.size() >= capacity && !retired) {
                if (nanos <= 0) {
                    saturated = true;
                    return Outcome.FULL;
                }
                nanos = notFull.awaitNanos(nanos);
            }
            return enqueue(task);
        } finally {
            lock.unlock();
        }
    }

    /** Queues a task beyond the bound: for what is bounded by its nature, such as timers. */
    Outcome force(Runnable task) {
        lock.lock();
        try {
            return enqueue(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Queues a task after a delay, beyond the bound. What the owner cancels does not run any more,
     * even if its time has come and it waits for its turn.
     */
    Timer schedule(ScheduledExecutorService clock, Duration delay, Runnable task) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Runnable unlessCancelled =
                () -> {
                    if (!cancelled.get()) {
                        task.run();
                    }
                };
        Future<?> waiting =
                clock.schedule(
                        () -> force(unlessCancelled), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            cancelled.set(true);
            waiting.cancel(false);
        };
    }

    /**
     * Runs a task on this thread if nothing else is running or waiting, else queues it, waiting for
     * as long as the queue is full. Called by the owner itself it runs at once.
     */
    Outcome run(Runnable task) {
        if (Thread.currentThread().equals(owner)) {
            runSafely(task);
            return Outcome.ACCEPTED;
        }
        lock.lock();
        try {
            while (tasks.size() >= capacity && !retired) {
                notFull.awaitUninterruptibly();
            }
            if (retired || owner != null || draining || !tasks.isEmpty()) {
                return enqueue(task);
            }
            owner = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        runSafely(task);
        handOver();
        return Outcome.ACCEPTED;
    }

    /** Tasks waiting, without the one that runs. */
    int size() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    private Outcome enqueue(Runnable task) {
        if (retired) {
            return Outcome.RETIRED;
        }
        tasks.add(task);
        if (owner == null && !draining) {
            draining = true;
            Thread.ofVirtual().start(this::drain);
        }
        return Outcome.ACCEPTED;
    }

    /**
     * Gives up ownership; what came meanwhile goes to a virtual thread, for ours has other work.
     */
    private void handOver() {
        lock.lock();
        try {
            owner = null;
            if (tasks.isEmpty()) {
                maybeRetire();
            } else if (!draining) {
                draining = true;
                Thread.ofVirtual().start(this::drain);
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            runSafely(task);
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            owner = Thread.currentThread();
            Runnable task = tasks.poll();
            if (task == null) {
                maybeRetire();
                owner = null;
                draining = false;
            } else if (tasks.size() <= capacity / 2) {
                saturated = false;
                notFull.signalAll();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void maybeRetire() {
        if (!retired && retire.getAsBoolean()) {
            retired = true;
            notFull.signalAll();
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Whatever it is, the owner goes on: else nobody would ever be the next.
            LOG.error("session task=failed", e);
        }
    }
}
