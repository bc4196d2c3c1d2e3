package im.isthmus.email.outbound;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.smtp.relay.Carrier;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As whom users write: with accounts of their own, or with the address they have in our domain. */
public interface Senders {
    /**
     * The account that a user writes with; null if with the address in our domain.
     *
     * @throws BackendException if the user has neither
     */
    @Nullable Mailbox account(Jid user) throws BackendException;

    /** A way to the server of the account a mail is sent with; empty if there is none any more. */
    Optional<Carrier> carrier(Outgoing mail);

    /**
     * A mail was handed over to the server of the account.
     *
     * @param whole a file that has it
     */
    void sent(Outgoing mail, Path whole);

    /** For gateways without accounts. */
    static Senders ofOurDomain() {
        return new Senders() {
            @Override
            public @Nullable Mailbox account(Jid user) {
                return null;
            }

            @Override
            public Optional<Carrier> carrier(Outgoing mail) {
                return Optional.empty();
            }

            @Override
            public void sent(Outgoing mail, Path whole) {
                // there are none
            }
        };
    }
}
