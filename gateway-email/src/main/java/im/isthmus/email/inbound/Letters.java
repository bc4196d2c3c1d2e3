package im.isthmus.email.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.inbound.letter.Reader;
import im.isthmus.email.inbound.letter.SubjectLine;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.outbound.ReturnPath;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.account.Places.Place;
import im.isthmus.email.thread.Subjects;
import im.isthmus.email.thread.Threads.ThreadPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What users are shown of a mail, whoever wrote it. */
final class Letters {
    /** What is older gets the time it came at. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final InboundServices services;
    private final Telling telling;

    Letters(InboundServices services, Telling telling) {
        this.services = services;
        this.telling = telling;
    }

    /** Where it is in the user's own mailbox; empty if it came to our domain. */
    Optional<Place> place(Arrival arrival) {
        return services.tables().accounts().places().find(arrival.user(), arrival.mail());
    }

    static Known known(
            Arrival arrival,
            Letter letter,
            MailHeader header,
            String messageId,
            String thread,
            String localpart) {
        return new Known(
                "m" + Long.toString(arrival.mail(), Character.MAX_RADIX),
                localpart,
                messageId,
                thread,
                header.text("subject"),
                String.join(" ", MessageIds.references(header)),
                replyTo(header, letter),
                arrival.at());
    }

    /** It is shown where a conversation begins or changes its subject. */
    private static @Nullable String subject(String subject, ThreadPlace place) {
        boolean other =
                place.earlier()
                        .filter(known -> !Subjects.same(known.subject(), subject))
                        .isPresent();
        return !subject.isEmpty() && (place.isNew() || other) ? subject : null;
    }

    Letter letter(Arrival arrival, MailContent mail) {
        return Letter.of(
                mail,
                arrival.sender(),
                services.addresses().domain(),
                isForged(arrival, mail.header()),
                addressed(arrival, mail.header()),
                telling.ask(arrival.user(), Reader::of));
    }

    /** That the mail names the user nowhere, or which address of theirs with a tag it came to. */
    private List<Text> addressed(Arrival arrival, MailHeader header) {
        Optional<MailAddress> recipient =
                MailAddress.parse(arrival.recipient())
                        .filter(address -> ReturnPath.token(address).isEmpty())
                        .filter(_ -> place(arrival).isEmpty());
        if (recipient.isEmpty()) {
            return List.of();
        }
        boolean blind =
                List.of("to", "cc", "resent-to", "resent-cc").stream()
                        .flatMap(name -> header.mailboxes(name).stream())
                        .noneMatch(box -> isTheirs(box.address(), arrival.user()));
        Optional<String> tag =
                services.addresses()
                        .recipient(recipient.get())
                        .map(OwnAddresses.Recipient::tag)
                        .filter(each -> !each.isEmpty());
        return Stream.concat(
                        blind ? Stream.of(Text.of("(bcc)")) : Stream.empty(),
                        tag.stream().map(each -> Text.plain("(+" + each + ')')))
                .toList();
    }

    /** Whether the domain of the author says that it is not theirs. */
    boolean isForged(Arrival arrival, MailHeader header) {
        // An account's own mail server is nobody whose word the admin has vouched for.
        return place(arrival).isEmpty() && Forgery.is(header, services);
    }

    private boolean isTheirs(MailAddress address, String user) {
        return services.addresses()
                .recipient(address)
                .filter(each -> each.user().toString().equals(user))
                .isPresent();
    }

    private static String replyTo(MailHeader header, Letter letter) {
        if (letter.contact() instanceof MailContact.MailingList) {
            return letter.hasOwnAddress() ? "" : answerTo(header, letter).toString();
        }
        return header.mailboxes("reply-to").stream()
                .map(box -> box.address())
                .filter(address -> !address.key().equals(letter.contactAddress().key()))
                .map(MailAddress::toString)
                .findFirst()
                .orElse("");
    }

    private static MailAddress answerTo(MailHeader header, Letter letter) {
        return header.mailboxes("reply-to").stream()
                .map(box -> box.address())
                .findFirst()
                .orElse(letter.contactAddress());
    }

    private @Nullable Instant time(Arrival arrival) {
        Instant now = services.clock().instant();
        return arrival.at().plus(FRESH).isBefore(now) ? arrival.at() : null;
    }

    /** The message; its files are given addresses, which may take long. */
    PrivateMessage message(
            Arrival arrival,
            Letter letter,
            Known known,
            ThreadPlace place,
            List<Recipient> readers) {
        String subject = subject(known.subject(), place);
        Content content =
                below(subject, letter.content(), arrival.user())
                        .withThread(place.thread())
                        .withSubject(subject)
                        .withRecipients(readers);
        return shared(
                arrival,
                letter,
                new PrivateMessage(
                        new LegacyContact(known.localpart()),
                        known.legacyId(),
                        content,
                        time(arrival)));
    }

    private Content below(@Nullable String subject, Content content, String user) {
        return subject != null && telling.ask(user, each -> each.preference(SubjectLine.SHOWN))
                ? SubjectLine.above(content, subject)
                : content;
    }

    private PrivateMessage shared(Arrival arrival, Letter letter, PrivateMessage message) {
        return Sharing.isNeeded(letter)
                ? Sharing.share(telling.ask(arrival.user(), each -> each), letter, message)
                : message;
    }
}
