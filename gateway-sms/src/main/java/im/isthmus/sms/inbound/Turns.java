package im.isthmus.sms.inbound;

import im.isthmus.core.address.Jid;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things for users off the caller's thread: for each user in order, for several at once. */
final class Turns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final ConcurrentHashMap<Jid, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Does it behind whatever is to be done for this user already; it may wait. */
    void take(Jid user, Runnable task) {
        last.compute(
                user,
                (key, before) -> {
                    CompletableFuture<Void> previous =
                            before == null ? CompletableFuture.completedFuture(null) : before;
                    CompletableFuture<Void> next =
                            previous.thenRunAsync(() -> perform(task), threads);
                    // Elsewhere than here, or the map would be changed within its own change.
                    var _ = next.thenRunAsync(() -> last.remove(key, next), threads);
                    return next;
                });
    }

    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("sms=untold reason=failed", e); // it is told again within minutes
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
