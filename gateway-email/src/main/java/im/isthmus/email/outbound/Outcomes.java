package im.isthmus.email.outbound;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyAddressee;
import im.isthmus.core.backend.LegacyAddressee.ToContact;
import im.isthmus.core.backend.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.MessageEvent;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.email.group.Groups;
import im.isthmus.email.store.OutgoingMails;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Tells users what became of the mails made of their messages, for each message on its own. */
public final class Outcomes {
    private final OutgoingMails mails;
    private final BackendContext context;

    public Outcomes(OutgoingMails mails, BackendContext context) {
        this.mails = mails;
        this.context = context;
    }

    /** It did not arrive; complete once the user will hear of it for sure. */
    public CompletableFuture<Void> failed(Outgoing mail, BackendFailure failure) {
        return tell(mail, (to, ref) -> new LegacyEvent.MessageFailed(to, ref, failure));
    }

    /** It takes longer. */
    public CompletableFuture<Void> delayed(Outgoing mail, String text) {
        return tell(mail, (to, ref) -> new MessageEvent.MessageDelayed(to, ref, text));
    }

    /** It is in the mailbox, as a report says. */
    public CompletableFuture<Void> delivered(Outgoing mail) {
        return tell(mail, MessageEvent.MessageDelivered::new);
    }

    private CompletableFuture<Void> tell(
            Outgoing mail, BiFunction<LegacyAddressee, MessageRef, LegacyEvent> event) {
        LegacyAddressee to =
                Groups.isRoom(mail.localpart())
                        ? new ToRoom(new LegacyRoom(mail.localpart()))
                        : new ToContact(new LegacyContact(mail.localpart()));
        return context.outcomeAsUser(
                user(mail),
                session ->
                        CompletableFuture.allOf(
                                mails.parts(mail.id()).stream()
                                        .map(Part::ref)
                                        .map(ref -> session.publishKept(event.apply(to, ref)))
                                        .toArray(CompletableFuture[]::new)));
    }

    private static Jid user(Outgoing mail) {
        try {
            return Jid.parse(mail.user());
        } catch (InvalidJidException e) {
            throw new IllegalStateException("a JID in the database is none: " + mail.user(), e);
        }
    }
}
