package im.isthmus.irc.order;

import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.Labels;
import im.isthmus.irc.pending.PendingRequest;
import java.time.Duration;

/** Sends what the network will answer, and remembers who waits for it. */
public final class Asking {
    private static final Duration SOON = Duration.ofSeconds(30);

    private Asking() {}

    /**
     * Asks.
     *
     * @throws BackendException if too much is unanswered, or it cannot be sent
     */
    public static void ask(IrcLink link, PendingRequest request, IrcMessage line)
            throws BackendException {
        checkRoom(link);
        // COMPAT(InspIRCd 3.15): a labeled NICK comes back as from the new nick, not the old one.
        boolean plain =
                request instanceof PendingRequest.NewNick
                        || (request instanceof PendingRequest.Step step && !step.isLabeled());
        long label = plain ? 0 : link.server().label(1);
        link.server().send(Labels.on(line, label));
        link.requests().add(request, label);
    }

    /**
     * Refuses what could not be remembered until it is answered.
     *
     * @throws BackendException if too much is unanswered
     */
    public static void checkRoom(IrcLink link) throws BackendException {
        if (link.requests().isFull()) {
            throw new BackendException(
                    new BackendFailure.Temporary(
                            "The network has not answered to earlier requests yet.", SOON));
        }
    }

    /**
     * A line of these parameters.
     *
     * @throws BackendException if one of them cannot be sent
     */
    public static IrcMessage line(String command, String... params) throws BackendException {
        try {
            return IrcMessage.of(command, params);
        } catch (IllegalArgumentException e) {
            throw new BackendException(new BackendFailure.BadValue("IRC cannot carry this."));
        }
    }

    /** Does what comes after an answer; if it cannot be done, the user is told. */
    static void goOn(IrcLink link, MessageRef ref, Next next) {
        try {
            next.run();
        } catch (BackendException e) {
            link.publish(new RequestFailed(ref, e.failure()));
        }
    }

    /** The next step of an order. */
    @FunctionalInterface
    public interface Next {
        void run() throws BackendException;
    }
}
