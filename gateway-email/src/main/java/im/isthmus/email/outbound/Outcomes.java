package im.isthmus.email.outbound;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.contact.ContactTroubles;
import im.isthmus.email.group.Groups;
import im.isthmus.email.store.Correspondents;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.OutgoingMails;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Tells users what became of the mails made of their messages, for each message on its own. */
public final class Outcomes {
    private final OutgoingMails mails;
    private final Correspondents known;
    private final BackendContext context;
    private final ContactTroubles troubles;

    public Outcomes(EmailTables tables, BackendContext context, ContactTroubles troubles) {
        this.mails = tables.outgoing();
        this.known = tables.correspondents();
        this.context = context;
        this.troubles = troubles;
    }

    /**
     * It did not arrive at somebody, whose presence shows that, too; waits until the user will hear
     * of it for sure.
     *
     * @param recipient as the mail server names them
     */
    public void missed(Outgoing mail, String recipient, BackendFailure failure) {
        failed(mail, failure).join();
        troubles.begin(
                mail.user(),
                contact(mail, recipient),
                Text.of("The last mail did not arrive: {0}", failure.message()));
    }

    /** It is with the mail server of somebody, or even in the mailbox. */
    void arrived(Outgoing mail, String recipient) {
        troubles.end(mail.user(), contact(mail, recipient));
    }

    private String contact(Outgoing mail, String recipient) {
        return MailAddress.parse(recipient)
                .flatMap(address -> known.localpart(mail.user(), address))
                .orElse(mail.localpart());
    }

    /** It could not even be sent; complete once the user will hear of it for sure. */
    CompletableFuture<Void> failed(Outgoing mail, BackendFailure failure) {
        return tell(mail, (to, ref) -> new LegacyEvent.MessageFailed(to, ref, failure));
    }

    /** It takes longer; waits until the user will hear of it for sure. */
    public void delayed(Outgoing mail, String recipient, Text text) {
        tell(mail, (to, ref) -> new MessageEvent.MessageDelayed(to, ref, text)).join();
        troubles.begin(mail.user(), contact(mail, recipient), text);
    }

    /** It is in the mailbox, as a report says; waits as the others do. */
    public void delivered(Outgoing mail, String recipient) {
        tell(mail, MessageEvent.MessageDelivered::new).join();
        arrived(mail, recipient);
    }

    private CompletableFuture<Void> tell(
            Outgoing mail, BiFunction<LegacyAddressee, MessageRef, LegacyEvent> event) {
        LegacyAddressee to =
                Groups.isRoom(mail.localpart())
                        ? new ToRoom(new LegacyRoom(mail.localpart()))
                        : new ToContact(new LegacyContact(mail.localpart()));
        return context.outcomeAsUser(
                Jid.checked(mail.user()),
                session ->
                        CompletableFuture.allOf(
                                mails.parts(mail.id()).stream()
                                        .map(Part::ref)
                                        .map(ref -> session.publishKept(event.apply(to, ref)))
                                        .toArray(CompletableFuture[]::new)));
    }
}
