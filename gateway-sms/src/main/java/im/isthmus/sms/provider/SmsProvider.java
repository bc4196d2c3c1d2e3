package im.isthmus.sms.provider;

import im.isthmus.core.attachment.OriginCredentials;
import im.isthmus.sms.webhook.WebhookAnswer;
import im.isthmus.sms.webhook.WebhookRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One account with one company that sends and receives text messages. It keeps nothing: whatever
 * must not be forgotten is in the store before {@link #send} is called and after a report was read.
 */
public interface SmsProvider extends AutoCloseable {
    /** What it can carry. */
    Capacity capacity();

    /**
     * Hands a message over; waits for the answer, at most 40 s. Called from virtual threads,
     * several at once. Never sends twice by itself.
     */
    Outcome send(OutgoingSms message);

    /**
     * What became of a message whose {@link #send} nobody saw the end of: {@link Outcome.Accepted}
     * if the provider has it, {@link Outcome.TryLater} if it surely has not, {@link
     * Outcome.InDoubt} if nobody can tell.
     *
     * @param others whether this is the provider's id of another message of ours
     */
    Outcome find(OutgoingSms message, Predicate<String> others);

    /**
     * Where reports go that come by another way than calls to us. They are stored when {@code
     * accept} returns; it throws if they could not be.
     */
    default void listen(Consumer<SmsReport> reports) {}

    /** How its calls to us are read; empty if it makes none. */
    Optional<Webhooks> webhooks();

    /** Tries the credentials without sending anything; a sentence about what is wrong, or empty. */
    Optional<String> problem();

    /** What fetches the files that come with messages, at the provider's own origin. */
    default Optional<OriginCredentials> mediaCredentials() {
        return Optional.empty();
    }

    /** Ends its connections. */
    @Override
    void close();

    /** The calls of a provider to us. */
    interface Webhooks {
        /** Whether it is really the provider that calls. */
        boolean verifies(WebhookRequest request);

        /**
         * What the call says. Called only for what {@link #verifies}.
         *
         * @throws IllegalArgumentException with what is wrong, if it says nothing we understand
         */
        List<SmsReport> read(WebhookRequest request);

        /** What the provider wants to hear when all is stored. */
        default WebhookAnswer thanks() {
            return WebhookAnswer.of(200);
        }
    }

    /**
     * Bounds of one message.
     *
     * @param maxText UTF-16 units of text
     * @param maxMedia files that go with it; 0 if it carries none
     * @param maxMediaBytes of all files together
     * @param maxGroup recipients of one group message; 0 if there are no groups
     */
    record Capacity(int maxText, int maxMedia, long maxMediaBytes, int maxGroup) {
        /** Text of this length and nothing else. */
        public static Capacity textOnly(int maxText) {
            return new Capacity(maxText, 0, 0, 0);
        }
    }
}
