package im.isthmus.core.backend;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the core offers to one user's {@link BackendSession}. */
public interface SessionContext {
    /** The user's bare JID. */
    Jid user();

    /**
     * What the user registered with; null if they did not. Only the owner of the session may ask.
     */
    @Nullable AccountFields account();

    /**
     * Tells the user what happened on the legacy side. Only the owner of the session may call it,
     * that is: inside {@link BackendSession} methods and inside {@link #asOwner} tasks.
     */
    void publish(LegacyEvent event);

    /**
     * Runs a task as the owner of the session; callable from any thread. An idle session runs it at
     * once on the calling thread, without a hand-off; a busy one queues it. While the queue is full
     * the caller waits: that is the back-pressure towards the legacy network. Tasks of one calling
     * thread run in the order given.
     */
    void asOwner(Runnable task);

    /** Runs a task as the owner of the session after a delay, unless cancelled before. */
    Timer schedule(Duration delay, Runnable task);

    /** A scheduled task that can still be called off. */
    interface Timer {
        void cancel();
    }
}
