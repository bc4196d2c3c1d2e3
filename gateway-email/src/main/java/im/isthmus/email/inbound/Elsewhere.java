package im.isthmus.email.inbound;

import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.thread.Threads.ThreadPlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Mails that a user wrote with another program: they are part of the conversation too. */
final class Elsewhere {
    private final InboundServices services;
    private final Telling telling;
    private final Letters letters;

    Elsewhere(InboundServices services, Telling telling, Letters letters) {
        this.services = services;
        this.telling = telling;
        this.letters = letters;
    }

    /** Tells it; returns once nothing can lose it any more. */
    void tell(Arrival arrival, MailContent mail, String messageId) {
        Optional<Mailbox> to =
                Stream.of("to", "cc", "bcc")
                        .flatMap(name -> mail.header().mailboxes(name).stream())
                        .findFirst();
        if (to.isEmpty()) {
            return;
        }
        Letter letter = letters.letter(arrival, mail);
        MailAddress address = to.get().address();
        var correspondents = services.tables().correspondents();
        String localpart =
                correspondents
                        .localpart(arrival.user(), address)
                        .orElse(MailContact.of(address).localpart());
        correspondents.heardFrom(arrival.user(), address, localpart, to.get().name());
        ThreadPlace place = services.threads().of(arrival.user(), mail.header(), messageId);
        Known known =
                Letters.known(arrival, letter, mail.header(), messageId, place.thread(), localpart)
                        .sentByUser();
        services.tables().messages().add(arrival.user(), known);
        PrivateMessage message = letters.message(arrival, letter, known, place, List.of());
        LegacyEvent event =
                new MessageEvent.SentElsewhere(
                        message.contact(), message.legacyId(), message.content(), message.time());
        telling.tell(arrival.user(), () -> List.of(event));
    }
}
