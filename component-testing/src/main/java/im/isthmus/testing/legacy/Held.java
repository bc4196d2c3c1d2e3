package im.isthmus.testing.legacy;

import java.util.concurrent.CompletableFuture;

/** An action that the network has not acted on yet. */
public final class Held {
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    Held() {}

    /** The network acts on it now, or at once when it comes. */
    public void release() {
        released.complete(null);
    }

    void then(Runnable task) {
        var _ = released.thenRun(task);
    }
}
