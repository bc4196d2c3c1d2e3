package im.isthmus.email.outbound.draft;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.store.Correspondents;
import im.isthmus.email.store.KnownMessages.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a message goes to.
 *
 * @param to as header fields have them
 * @param cc as header fields have them
 * @param envelope everybody, by the localpart their contact has
 */
public record Recipients(List<String> to, List<String> cc, Map<MailAddress, String> envelope) {
    /**
     * Finds the addresses.
     *
     * @param answered what the message answers to; its Reply-To counts
     * @throws BackendException if somebody has none
     */
    static Recipients of(
            Correspondents known,
            String user,
            String localpart,
            Content content,
            Optional<Known> answered)
            throws BackendException {
        List<String> to = new ArrayList<>();
        List<String> cc = new ArrayList<>();
        Map<MailAddress, String> envelope = new LinkedHashMap<>();
        Optional<MailAddress> replyTo = answered.map(Known::replyTo).flatMap(MailAddress::parse);
        MailAddress first = replyTo.isPresent() ? replyTo.get() : address(known, user, localpart);
        to.add(first.wire());
        envelope.put(first, localpart);
        for (Recipient recipient : content.recipients()) {
            MailAddress address = address(known, user, recipient);
            boolean shown = recipient.kind() != Recipient.Kind.BCC;
            if (recipient.kind() == Recipient.Kind.REPLY_TO || envelope.containsKey(address)) {
                continue;
            }
            if (shown) {
                (recipient.kind() == Recipient.Kind.CC ? cc : to).add(address.wire());
            }
            if (!recipient.delivered()) {
                envelope.put(address, MailContact.of(address).localpart());
            }
        }
        return new Recipients(to, cc, envelope);
    }

    private static MailAddress address(Correspondents known, String user, Recipient recipient)
            throws BackendException {
        if (recipient.ours()) {
            return address(known, user, recipient.address());
        }
        String bare = recipient.address().replaceFirst("(?i)^mailto:", "");
        return MailAddress.parse(bare)
                .orElseThrow(() ->
                        new BackendException(
                                new BackendFailure.BadValue(
                                        Text.of("This is no mail address: {0}", bare))));
    }

    /** The address of a contact, in the spelling that they use themselves if that is known. */
    static MailAddress address(Correspondents known, String user, String localpart)
            throws BackendException {
        try {
            Optional<MailAddress> spelled = known.address(user, localpart);
            return switch (MailContact.parse(localpart)) {
                case MailContact.Person person -> known.spelling(user, person.address());
                case MailContact.MailingList _, MailContact.Surrogate _ ->
                        spelled.orElseThrow(() ->
                                new BackendException(
                                        new BackendFailure.NotFound(
                                                "Nobody with this address wrote to you before; use the"
                                                        + " mail address itself.")));
            };
        } catch (InvalidJidException e) {
            throw new BackendException(
                    new BackendFailure.NotFound(e.getMessage() == null ? "" : e.getMessage()));
        }
    }
}
