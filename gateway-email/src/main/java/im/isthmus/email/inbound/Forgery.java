package im.isthmus.email.inbound;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.OwnAddresses.Recipient;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import java.util.Optional;

/**
 * Mails whose authors are not who they say: the trusted server found that out, or the author is
 * said to be a user of ours, and we never sent such a mail.
 */
final class Forgery {
    private Forgery() {}

    static boolean is(MailHeader header, InboundServices services) {
        return switch (AuthenticationResults.dmarc(header, services.authenticationId())) {
            case PASS -> false;
            case FAIL -> true;
            case UNKNOWN ->
                    header.mailboxes("from").stream()
                            .map(box -> author(box.address(), services))
                            .flatMap(Optional::stream)
                            .anyMatch(user -> !isSent(header, user, services));
        };
    }

    /** The user of ours with this address. */
    private static Optional<String> author(MailAddress address, InboundServices services) {
        return services.addresses()
                .recipient(address)
                .map(Recipient::user)
                .filter(services.permitted())
                .map(Object::toString);
    }

    private static boolean isSent(MailHeader header, String user, InboundServices services) {
        return services.tables()
                .outgoing()
                .byMessageId(MessageIds.of(header))
                .filter(mail -> mail.user().equals(user))
                .isPresent();
    }
}
