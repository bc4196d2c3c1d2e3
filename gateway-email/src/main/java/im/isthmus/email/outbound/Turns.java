package im.isthmus.email.outbound;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks, those of one key one after another, so that a slow server holds up its user only. */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Semaphore room;
    private final Map<String, Deque<Runnable>> waiting = new HashMap<>();

    /**
     * @param atOnce of all keys together
     */
    Turns(int atOnce) {
        room = new Semaphore(atOnce);
    }

    /** Runs it soon; returns at once. */
    void run(String key, Runnable task) {
        synchronized (waiting) {
            Deque<Runnable> queue = waiting.get(key);
            if (queue != null) {
                queue.add(task);
                return;
            }
            waiting.put(key, new ArrayDeque<>());
        }
        Thread.ofVirtual().name("mail-turn").start(() -> round(key, task));
    }

    private void round(String key, Runnable first) {
        for (Runnable next = first; next != null; next = following(key)) {
            room.acquireUninterruptibly();
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.error("mail.turn failed", e);
            } finally {
                room.release();
            }
        }
    }

    private @Nullable Runnable following(String key) {
        synchronized (waiting) {
            Deque<Runnable> queue = waiting.get(key);
            Runnable next = queue == null ? null : queue.poll();
            if (next == null) {
                waiting.remove(key);
            }
            return next;
        }
    }
}
