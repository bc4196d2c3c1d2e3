package im.isthmus.email.inbound;

import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.email.outbound.DeliveryReports;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings arrived mails to their users, those of one user one after another. What cannot be brought
 * now is brought later; what cannot be read at all is told as far as it can.
 */
public final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    /** A small one counts as so many MiB: there are other things than its bytes. */
    private static final int LEAST = 4;

    /** Mails that are in memory at once may have so many MiB together; each is there four times. */
    private static final int AT_ONCE =
            Math.clamp((Runtime.getRuntime().maxMemory() / 8) >> 20, LEAST, 64);

    private static final int TRIES = 3;
    private static final Duration REST = Duration.ofSeconds(20);

    private final InboundServices services;
    private final Handover handover;
    private final Map<String, Deque<Arrival>> queues = new HashMap<>();
    private final Semaphore room = new Semaphore(AT_ONCE, true);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("postman-timer").factory());
    private volatile boolean closed;

    public Postman(InboundServices services, BackendContext context, DeliveryReports reports) {
        this.services = services;
        this.handover = new Handover(services, context, reports);
    }

    /** Brings what was accepted before the last end of the program. */
    public void start() {
        services.tables().received().open().forEach(this::bring);
    }

    /** Brings one; returns at once. */
    public void bring(Arrival arrival) {
        synchronized (queues) {
            Deque<Arrival> queue = queues.get(arrival.user());
            if (queue != null) {
                queue.add(arrival);
                return;
            }
            queues.put(arrival.user(), new ArrayDeque<>());
        }
        Thread.ofVirtual().name("postman").start(() -> round(arrival));
    }

    private void round(Arrival first) {
        for (Arrival next = first; next != null && !closed; next = following(next.user())) {
            one(next);
        }
    }

    private @Nullable Arrival following(String user) {
        synchronized (queues) {
            Deque<Arrival> queue = queues.get(user);
            Arrival next = queue == null ? null : queue.poll();
            if (next == null) {
                queues.remove(user);
            }
            return next;
        }
    }

    private void one(Arrival arrival) {
        for (int tries = 1; !closed; tries++) {
            try {
                int size = size(arrival);
                room.acquire(size);
                try {
                    handover.bring(arrival, tries >= TRIES);
                    return;
                } finally {
                    room.release(size);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (StoreException | CompletionException e) {
                again(arrival, e);
                return;
            } catch (RuntimeException e) {
                LOG.error("mail.unreadable id={} tries={}", arrival.mail(), tries, e);
                if (tries > TRIES) {
                    services.tables().received().done(arrival.mail(), arrival.user());
                    return;
                }
            }
        }
    }

    private int size(Arrival arrival) {
        long size = services.tables().received().size(arrival.mail()) >> 20;
        return (int) Math.min(AT_ONCE, Math.max(LEAST, size));
    }

    private void again(Arrival arrival, RuntimeException problem) {
        if (!closed) {
            LOG.warn("mail.waits id={} problem=\"{}\"", arrival.mail(), problem.getMessage());
            var _ = timer.schedule(() -> bring(arrival), REST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
    }
}
