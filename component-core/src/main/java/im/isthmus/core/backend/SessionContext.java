package im.isthmus.core.backend;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
     * Registers the user with these fields, or changes the registration, as if the user had filled
     * in the form: {@link AccountAction.VerifyAccount} comes first. For what is found out by other
     * ways than a form. Only the owner of the session may ask.
     *
     * @return fails with {@link BackendException}; ends as the owner
     */
    CompletableFuture<Void> register(AccountFields fields);

    /** The language the user is spoken to in. */
    Language language();

    /** What the user has set a preference to. */
    <T> T preference(Preference<T> preference);

    /**
     * Tells the user what happened on the legacy side. Only the owner of the session may call it,
     * that is: inside {@link BackendSession} methods and inside {@link #asOwner} tasks.
     */
    void publish(LegacyEvent event);

    /**
     * As {@link #publish}, and says when the network may be told that the event arrived: once the
     * future is complete, what it has to tell the user is on the disk and reaches the user's server
     * even if this process is killed at any point. Many are committed together, so a backend does
     * not wait for one before it publishes the next. A message whose {@code legacyId} was published
     * before from this contact is complete too, and not shown again: a network may safely repeat
     * what it got no answer for.
     *
     * <p>If the future fails, nothing was promised and the network must not be told. It may end on
     * any thread, and what depends on it must not block. Without {@link Backend#promises} nothing
     * is stored, and it completes as soon as the event was handled.
     */
    CompletableFuture<Void> publishKept(LegacyEvent event);

    /**
     * Gives a file of the network an address that the user can fetch it from, to be published as a
     * part of a message's content. Callable from any thread; takes as long as an upload takes.
     *
     * @return fails with {@link BackendException}, whose text can be said instead of the file. It
     *     ends on a thread of its own
     */
    CompletableFuture<Attachment> share(IncomingFile file);

    /**
     * The last that is known of what was said in a room, at this or an earlier stay of the user;
     * null if nothing is. Only the owner of the session may ask.
     */
    @Nullable HistoryPoint known(LegacyRoom room);

    /**
     * How somebody reacted to a message of a room at an earlier stay of the user, as far as that is
     * kept: all emojis in the end. Only the owner of the session may ask.
     *
     * @param legacyId what the network calls the message
     */
    List<String> reactions(LegacyRoom room, String nick, String legacyId);

    /**
     * Runs a task as the owner of the session; callable from any thread. An idle session runs it at
     * once on the calling thread, without a hand-off; a busy one queues it. While the queue is full
     * the caller waits: that is the back-pressure towards the legacy network. Tasks of one calling
     * thread run in the order given. Of a session that is over, as it soon is when its user is away
     * and nothing else is going on, none runs: see {@link BackendContext#asUser}.
     *
     * @return false if the session is over, so that the task does not run
     */
    boolean asOwner(Runnable task);

    /** Runs a task as the owner of the session after a delay, unless cancelled before. */
    Timer schedule(Duration delay, Runnable task);

    /** A scheduled task that can still be called off. */
    interface Timer {
        void cancel();
    }
}
