package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.sms.provider.SmsFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a user on its way.
 *
 * @param id ours, unguessable
 * @param whole the id of the first of those that one long text was cut into; often its own
 * @param ref the stanza it came in
 * @param contact localpart of the address it was written to
 * @param account name of the provider's account
 * @param from the number it is sent from, as E.164
 * @param to recipients as the provider wants them
 * @param segments that were reserved for it
 * @param attempts made so far
 * @param since when the user sent it
 * @param day of that, in the admin's calendar, such as {@code 2026-11-24}
 * @param failure why it failed; null if it did not
 */
public record OutboxMessage(
        String id,
        String whole,
        MessageRef ref,
        String contact,
        String account,
        String from,
        List<String> to,
        String text,
        List<URI> media,
        int segments,
        State state,
        int attempts,
        Instant since,
        String day,
        @Nullable SmsFailure failure) {
    /** Begins the id of what carries a code, which its user must not learn from us. */
    public static final String CLAIM = "claim-";

    public OutboxMessage {
        to = List.copyOf(to);
        media = List.copyOf(media);
    }

    /** Whose message it is: a bare JID. */
    public Jid user() {
        return ref.sender().bare();
    }

    /** How far it is. */
    public enum State {
        /** Waits for its turn. */
        QUEUED,
        /** Given to the provider; if the process dies now, nobody knows whether it got there. */
        SENDING,
        /** Nobody knows whether the provider has it; to be found out. */
        DOUBT,
        /** The provider has it. */
        ACCEPTED,
        /** It arrived. */
        DELIVERED,
        /** It did not arrive. */
        FAILED,
        /** Nobody can find out whether it was sent. */
        UNKNOWN;

        /** Whether nothing more happens to it by our doing. */
        public boolean isEnd() {
            return this == DELIVERED || this == FAILED || this == UNKNOWN;
        }
    }
}
