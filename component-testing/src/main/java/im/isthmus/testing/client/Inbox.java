package im.isthmus.testing.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything a test client received, in order, and a way to wait for one thing of it. What was
 * awaited is taken: the next wait finds the next one. Callable from any thread.
 */
public final class Inbox<T> {
    private static final int SHOWN = 60;

    private final String owner;
    private final Function<T, String> toText;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> all = new ArrayList<>();
    private final List<T> waiting = new ArrayList<>();
    private @Nullable String closedBecause;

    /**
     * An empty one.
     *
     * @param owner whose, for failure messages
     * @param toText how to show one thing in a failure message
     */
    public Inbox(String owner, Function<T, String> toText) {
        this.owner = owner;
        this.toText = toText;
    }

    public void add(T thing) {
        lock.lock();
        try {
            all.add(thing);
            waiting.add(thing);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come: waits for what is not there fail at once. */
    public void close(String reason) {
        lock.lock();
        try {
            closedBecause = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the first thing, received before or yet to come, that is wanted and not taken yet.
     *
     * @param what in words, for the failure message
     * @throws AssertionError after the time-out or when nothing more can come; it lists what came
     *     instead
     */
    public T await(String what, Duration timeout, Predicate<? super T> wanted) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (true) {
                T found = take(wanted);
                if (found != null) {
                    return found;
                }
                if (closedBecause != null) {
                    throw notSeen(what, closedBecause);
                }
                if (left <= 0) {
                    throw notSeen(what, "waited " + timeout.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notSeen(what, "interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing more can come. */
    public void awaitClosed(Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (closedBecause == null) {
                if (left <= 0) {
                    throw notSeen("end of the connection", "waited " + timeout.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notSeen("end of the connection", "interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** Everything received so far, in order, taken or not. */
    public List<T> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable T take(Predicate<? super T> wanted) {
        for (int i = 0; i < waiting.size(); i++) {
            if (wanted.test(waiting.get(i))) {
                return waiting.remove(i);
            }
        }
        return null;
    }

    private AssertionError notSeen(String what, String why) {
        StringBuilder text = new StringBuilder();
        text.append(owner).append(" did not see ").append(what).append(" (").append(why);
        text.append("); it saw ").append(all.size()).append(" things, the last ones:");
        for (T thing : all.subList(Math.max(0, all.size() - SHOWN), all.size())) {
            text.append("\n  ").append(toText.apply(thing));
        }
        return new AssertionError(text.toString());
    }
}
