package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.MessageRef;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A message of a user on its way.
 *
 * @param id ours, unguessable
 * @param ref the stanza it came in
 * @param contact localpart of the address it was written to
 * @param account name of the provider's account
 * @param from the number it is sent from, as E.164
 * @param to recipients as the provider wants them
 * @param segments that were reserved for it
 * @param attempts made so far
 * @param since when the user sent it
 * @param failure why it failed, in words; empty if it did not
 */
public record OutboxMessage(
        String id,
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
        String failure) {
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
        UNKNOWN
    }
}
