package im.isthmus.irc.outbound;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Waiting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long texts on their way to a page on the web, of which only the address is said on IRC. What the
 * user says after one, to the same people, waits until it has its address. Has one owner.
 */
final class Pastes {
    /** Of the first line, to show what it is about. */
    private static final int EXCERPT_BYTES = 160;

    private final Map<Place, Deque<SendMessage>> behind = new HashMap<>();
    private final Waiting.Outbox outbox;

    /** Where messages keep their order; what is said on a new link does not wait for an old one. */
    private record Place(IrcLink link, LegacyAddressee to) {}

    /** What is done once it is known whether there is an address. */
    @FunctionalInterface
    interface Then {
        /**
         * Says it.
         *
         * @param announcement what to say instead of the text; null if there is no address
         */
        void say(@Nullable String announcement) throws BackendException;
    }

    /**
     * @param outbox where what waited goes to
     */
    Pastes(Waiting.Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Whether a message has to wait, and now does, for an earlier one to the same people.
     *
     * @throws BackendException if too many wait already
     */
    boolean holds(IrcLink link, SendMessage message) throws BackendException {
        Deque<SendMessage> queue = behind.get(new Place(link, message.to()));
        if (queue == null) {
            return false;
        }
        link.waiting().hold(message);
        queue.add(message);
        return true;
    }

    /**
     * Puts a text on the web, then goes on.
     *
     * @throws BackendException if too many wait already
     */
    void put(IrcLink link, SendMessage message, int lines, Then then) throws BackendException {
        link.waiting().hold(message);
        behind.put(new Place(link, message.to()), new ArrayDeque<>());
        byte[] text = message.body().getBytes(StandardCharsets.UTF_8);
        var _ =
                link.share(IncomingFile.of("message.txt", "text/plain", text))
                        .handleAsync(
                                (file, problem) -> {
                                    String said =
                                            file == null
                                                    ? null
                                                    : announcement(message, lines, file);
                                    link.asOwner(() -> arrived(link, message, said, then));
                                    return said;
                                },
                                task -> Thread.ofVirtual().start(task));
    }

    private static String announcement(SendMessage message, int lines, Attachment file) {
        // An action stays one, since its sign is in front.
        String first = message.body().strip().lines().findFirst().orElse("");
        String excerpt = LineSplitter.cut(first, EXCERPT_BYTES, StandardCharsets.UTF_8);
        URI url = file.url();
        return excerpt + " … (" + lines + " lines: " + url.toASCIIString() + " )";
    }

    private void arrived(
            IrcLink link, SendMessage message, @Nullable String announcement, Then then) {
        Deque<SendMessage> queue = behind.remove(new Place(link, message.to()));
        attempt(link, message, () -> then.say(announcement));
        while (queue != null && !queue.isEmpty()) {
            SendMessage next = queue.poll();
            attempt(link, next, () -> outbox.handle(next));
            Deque<SendMessage> again = behind.get(new Place(link, next.to()));
            if (again != null) {
                again.addAll(queue); // that one was long, too
                return;
            }
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws BackendException;
    }

    private static void attempt(IrcLink link, SendMessage message, Attempt attempt) {
        if (!link.waiting().letGo(message)) {
            return; // the user was told
        }
        try {
            attempt.run();
        } catch (BackendException e) {
            link.publish(new MessageFailed(message.to(), message.ref(), e.failure()));
        }
        link.lifecycle().needless();
    }
}
