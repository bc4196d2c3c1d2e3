package im.isthmus.core.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * That an event reaches the user: kept once everything that has to tell of it is on the disk, some
 * of which may come later, such as a message whose pictures are fetched first.
 */
public final class Promise {
    private final CompletableFuture<Void> kept = new CompletableFuture<>();
    private final AtomicInteger open = new AtomicInteger(1);

    /** Complete once all parts are; failed if one of them is. */
    public CompletableFuture<Void> kept() {
        return kept;
    }

    /** One part more. */
    public void include(CompletableFuture<Void> part) {
        hold();
        var _ =
                part.whenComplete((_, problem) -> {
                    if (problem == null) {
                        release();
                    } else {
                        fail(problem);
                    }
                });
    }

    /** Something is still to come; answered by {@link #release}. */
    public void hold() {
        open.incrementAndGet();
    }

    /** What was to come has come; called once without a hold before, at the end of the event. */
    public void release() {
        if (open.decrementAndGet() == 0) {
            kept.complete(null);
        }
    }

    /** It will not be kept. */
    public void fail(Throwable problem) {
        kept.completeExceptionally(problem);
    }
}
