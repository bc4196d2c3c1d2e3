package im.isthmus.irc.network;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the user wanted and the network has not got yet, in order: it is lost with the link. */
public final class Waiting {
    private static final int MAX = 50;

    private record Entry(UserAction action, Function<BackendFailure, LegacyEvent> lost) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<SendMessage> held = new ArrayList<>();
    private final IrcLink link;

    Waiting(IrcLink link) {
        this.link = link;
    }

    /**
     * Keeps a message until the link is up and sees to it that it will be.
     *
     * @throws BackendException if too many wait already
     */
    public void add(UserAction action, LegacyAddressee to, MessageRef ref) throws BackendException {
        add(action, failure -> new MessageFailed(to, ref, failure));
    }

    /**
     * Keeps an action until the link is up and sees to it that it will be.
     *
     * @param lost tells the user that it will not be done
     * @throws BackendException if too many wait already
     */
    public void add(UserAction action, Function<BackendFailure, LegacyEvent> lost)
            throws BackendException {
        if (entries.size() >= MAX) {
            throw new BackendException(
                    new BackendFailure.TooMany("Too many messages wait for the connection."));
        }
        entries.add(new Entry(action, lost));
        link.lifecycle().need();
    }

    /**
     * Takes note of a message that is not said yet, though the link is up.
     *
     * @throws BackendException if there are too many already
     */
    public void hold(SendMessage message) throws BackendException {
        if (held.size() >= MAX) {
            throw new BackendException(
                    new BackendFailure.TooMany("Too many messages wait behind a long one."));
        }
        held.add(message);
    }

    /** The time of a held message has come; false if it was lost with the link meanwhile. */
    public boolean letGo(SendMessage message) {
        return held.remove(message);
    }

    boolean isEmpty() {
        return entries.isEmpty() && held.isEmpty();
    }

    /** The link is up: everything is done as if it came now. */
    public void release(Outbox outbox) {
        for (Entry entry : clear()) {
            try {
                outbox.handle(entry.action());
            } catch (BackendException e) {
                link.publish(entry.lost().apply(e.failure()));
            }
        }
    }

    /** The link will not be up, or is not any more. */
    public void fail(BackendFailure failure) {
        for (Entry entry : clear()) {
            link.publish(entry.lost().apply(failure));
        }
        List<SendMessage> lost = List.copyOf(held);
        held.clear();
        lost.forEach(m -> link.publish(new MessageFailed(m.to(), m.ref(), failure)));
    }

    private List<Entry> clear() {
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        return all;
    }

    /** Does what the user wants. */
    @FunctionalInterface
    public interface Outbox {
        /**
         * Does it, or starts to.
         *
         * @throws BackendException as {@code BackendSession.handle}
         */
        void handle(UserAction action) throws BackendException;
    }
}
