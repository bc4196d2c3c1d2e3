package im.isthmus.irc.pending;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.message.CaseMapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way, oldest first. An answer of the network belongs to the message with its
 * label, else to the oldest one for its target; but where success is silent the older ones have
 * most likely arrived, and an error belongs to the newest.
 */
public final class PendingMessages {
    /** Bounds the memory for a network that never answers. */
    private static final int MAX = 1000;

    /** How long an error may take where success is silent. */
    private static final Duration ERROR_WINDOW = Duration.ofSeconds(10);

    private final Deque<PendingMessage> messages = new ArrayDeque<>();
    private final SessionContext context;
    private final InstantSource clock;
    private final Duration patience;
    private final Consumer<PendingMessage> lost;
    private SessionContext.@Nullable Timer timer;

    /**
     * @param patience how long a confirmation may take once the socket has the message
     * @param lost is told which message got none
     */
    public PendingMessages(
            SessionContext context,
            InstantSource clock,
            Duration patience,
            Consumer<PendingMessage> lost) {
        this.context = context;
        this.clock = clock;
        this.patience = patience;
        this.lost = lost;
    }

    /**
     * Whether no more can be remembered, so that none should be sent. Where success is silent the
     * oldest gives way: the network had the time of many messages to refuse it.
     */
    public boolean isFull() {
        expire();
        while (messages.size() >= MAX && isSilent(messages.getFirst())) {
            messages.removeFirst();
        }
        return messages.size() >= MAX;
    }

    /** Whether the network has it and will not say so. */
    private static boolean isSilent(PendingMessage message) {
        return !message.lines().confirmed() && message.written() != null;
    }

    public void add(PendingMessage message) {
        messages.add(message);
        if (message.lines().confirmed() && timer == null) {
            watch();
        }
    }

    /** Takes back a message that could not be sent. */
    public void remove(PendingMessage message) {
        messages.remove(message);
    }

    /**
     * One line came back as sent. What was sent with a label comes back with it; anything else is
     * from another client of the same user.
     *
     * @param label 0 if it has none
     * @param target nick or channel that the line went to
     * @return whose line it was; null if it was none of these
     */
    public @Nullable PendingMessage delivered(long label, String target, CaseMapping mapping) {
        return answered(
                messages.iterator(),
                message ->
                        label == 0
                                ? !message.lines().labeled()
                                        && mapping.same(message.target(), target)
                                : message.lines().carry(label));
    }

    /**
     * One line was refused. Not all errors have the label that they should have.
     *
     * @param label 0 if it has none
     * @param target nick or channel that the line went to
     * @return whose line it was; null if it was none of these
     */
    public @Nullable PendingMessage refused(long label, String target, CaseMapping mapping) {
        if (label != 0) {
            return answered(messages.iterator(), message -> message.lines().carry(label));
        }
        Predicate<PendingMessage> there =
                message -> mapping.same(message.target(), target) && !isOver(message);
        PendingMessage oldest =
                answered(messages.iterator(), there.and(message -> message.lines().confirmed()));
        return oldest != null
                ? oldest
                : answered(messages.descendingIterator(), there.and(PendingMessage::hasLeft));
    }

    private static @Nullable PendingMessage answered(
            Iterator<PendingMessage> all, Predicate<PendingMessage> matches) {
        while (all.hasNext()) {
            PendingMessage message = all.next();
            if (matches.test(message)) {
                if (message.answered()) {
                    all.remove();
                }
                return message;
            }
        }
        return null;
    }

    /** Forgets all; those of which the user does not know what became of them. */
    public List<PendingMessage> clear() {
        List<PendingMessage> open = messages.stream().filter(PendingMessage::isOpen).toList();
        messages.clear();
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        return open;
    }

    private void watch() {
        timer =
                context.schedule(
                        patience,
                        () -> {
                            timer = null;
                            expire();
                            if (messages.stream().anyMatch(m -> m.lines().confirmed())) {
                                watch();
                            }
                        });
    }

    /** From the oldest on, so that what is not over costs nothing. */
    private void expire() {
        for (PendingMessage message = messages.peekFirst();
                message != null && isOver(message);
                message = messages.peekFirst()) {
            messages.removeFirst();
            if (message.isOpen()) {
                lost.accept(message);
            }
        }
    }

    private boolean isOver(PendingMessage message) {
        Instant written = message.written();
        Duration wait = message.lines().confirmed() ? patience : ERROR_WINDOW;
        return written != null && !written.plus(wait).isAfter(clock.instant());
    }
}
