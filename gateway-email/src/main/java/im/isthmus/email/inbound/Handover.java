package im.isthmus.email.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.ContactEvent;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.MessageEvent;
import im.isthmus.core.content.Content;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.group.GroupCommand;
import im.isthmus.email.group.Groups;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.inbound.letter.LetterText;
import im.isthmus.email.inbound.letter.Reader;
import im.isthmus.email.list.DigestText;
import im.isthmus.email.list.Digests;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.outbound.DeliveryReports;
import im.isthmus.email.outbound.ReturnPath;
import im.isthmus.email.outbound.Statuses;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.account.Places.Place;
import im.isthmus.email.store.group.Group;
import im.isthmus.email.store.list.DigestEntries;
import im.isthmus.email.thread.Subjects;
import im.isthmus.email.thread.Threads.ThreadPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one mail to one user, as a message, or as what became of a message of theirs. */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /** What is older gets the time it came at. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final InboundServices services;
    private final Repetitions repetitions;
    private final Telling telling;
    private final DeliveryReports reports;

    Handover(InboundServices services, BackendContext context, DeliveryReports reports) {
        this.services = services;
        this.repetitions = new Repetitions(services.tables(), services.clock());
        this.telling = new Telling(context);
        this.reports = reports;
    }

    /**
     * Brings it; returns once nothing can lose it any more.
     *
     * @param badly whether it could not be brought as it should be: only that it came is told
     */
    void bring(Arrival arrival, boolean badly) {
        byte[] bytes = services.tables().received().bytes(arrival.mail());
        MailContent mail =
                badly
                        ? MailContent.unreadable(bytes, MimeLimits.standard())
                        : MailContent.read(bytes, MimeLimits.standard());
        String messageId = MessageIds.of(mail.header());
        boolean sent = place(arrival).filter(Place::sent).isPresent();
        if (repetitions.has(arrival, sent, mail.header(), bytes)) {
            LOG.info("mail.dropped id={} why=known", arrival.mail());
        } else if (sent) {
            elsewhere(arrival, mail, messageId);
        } else if (!wasReport(arrival, mail)) {
            show(arrival, mail, messageId);
        }
        services.tables().received().done(arrival.mail(), arrival.user());
    }

    private boolean wasReport(Arrival arrival, MailContent mail) {
        Optional<Outgoing> named =
                MailAddress.parse(arrival.recipient())
                        .flatMap(ReturnPath::token)
                        .flatMap(services.tables().outgoing()::byToken);
        Optional<Bounce> bounce = Bounce.read(mail, arrival.sender().isEmpty(), named.isPresent());
        if (bounce.isEmpty()) {
            return false;
        }
        Optional<Outgoing> about =
                named.or(() ->
                        services.tables()
                                .outgoing()
                                .byMessageId(bounce.get().messageId())
                                .filter(sent -> sent.user().equals(arrival.user())));
        about.ifPresent(sent -> tell(sent, bounce.get()));
        return about.isPresent();
    }

    private void tell(Outgoing sent, Bounce bounce) {
        LOG.info("mail.report id={} kind={}", sent.legacyId(), bounce.kind());
        String recipient = bounce.recipient();
        switch (bounce.kind()) {
            case FAILED ->
                    services.outcomes()
                            .missed(
                                    sent,
                                    recipient,
                                    Statuses.failure(bounce.status(), recipient, bounce.words()));
            case DELAYED ->
                    services.outcomes().delayed(sent, recipient, Statuses.delay(bounce.words()));
            case DELIVERED -> services.outcomes().delivered(sent, recipient);
            case RELAYED -> {}
        }
    }

    private void show(Arrival arrival, MailContent mail, String messageId) {
        Letter letter = letter(arrival, mail);
        MailHeader header = mail.header();
        ThreadPlace place = services.threads().of(arrival.user(), header, messageId);
        String localpart = localpart(arrival.user(), letter);
        boolean renamed = heardFrom(arrival, letter, localpart);
        Known known = known(arrival, letter, header, messageId, place.thread(), localpart);
        services.tables().messages().add(arrival.user(), known);
        services.troubles().end(arrival.user(), localpart);
        switch (decision(arrival, letter, localpart)) {
            case SHOW -> {
                Content content =
                        letter.content()
                                .withThread(place.thread())
                                .withSubject(subject(known.subject(), place))
                                .withRecipients(Letter.others(header));
                LegacyContact contact = new LegacyContact(localpart);
                PrivateMessage message =
                        new PrivateMessage(contact, known.legacyId(), content, time(arrival));
                publish(
                        arrival,
                        renamed && isContact(arrival, letter)
                                ? new ContactEvent.ContactChanged(contact, profile(letter))
                                : null,
                        grouped(arrival, letter, place, header, shared(arrival, letter, message)));
            }
            case COLLECT -> collect(arrival, letter, mail, localpart);
            case DROP -> LOG.info("mail.dropped id={} why=muted", arrival.mail());
        }
        services.tables()
                .received()
                .success(arrival.mail(), arrival.user())
                .filter(_ -> !isForged(arrival, header))
                .ifPresent(success -> reports.tell(success, arrival.recipient(), true, "", ""));
    }

    private void collect(Arrival arrival, Letter letter, MailContent mail, String localpart) {
        services.digests()
                .collect(
                        new DigestEntries.Place(arrival.user(), localpart),
                        DigestText.entry(
                                arrival.mail(),
                                arrival.at(),
                                letter.author().shown(),
                                mail.header().text("subject"),
                                LetterText.text(mail)));
    }

    /** Where it is in the user's own mailbox; empty if it came to our domain. */
    private Optional<Place> place(Arrival arrival) {
        return services.tables().accounts().places().find(arrival.user(), arrival.mail());
    }

    /** The user wrote it with another program. */
    private void elsewhere(Arrival arrival, MailContent mail, String messageId) {
        Optional<Mailbox> to =
                Stream.of("to", "cc", "bcc")
                        .flatMap(name -> mail.header().mailboxes(name).stream())
                        .findFirst();
        if (to.isEmpty()) {
            return;
        }
        Letter letter = letter(arrival, mail);
        MailAddress address = to.get().address();
        var correspondents = services.tables().correspondents();
        String localpart =
                correspondents
                        .localpart(arrival.user(), address)
                        .orElse(MailContact.of(address).localpart());
        correspondents.heardFrom(arrival.user(), address, localpart, to.get().name());
        ThreadPlace place = services.threads().of(arrival.user(), mail.header(), messageId);
        Known known =
                known(arrival, letter, mail.header(), messageId, place.thread(), localpart)
                        .sentByUser();
        services.tables().messages().add(arrival.user(), known);
        LegacyContact contact = new LegacyContact(localpart);
        Content content =
                letter.content()
                        .withThread(place.thread())
                        .withSubject(subject(known.subject(), place));
        PrivateMessage shared =
                shared(
                        arrival,
                        letter,
                        new PrivateMessage(contact, known.legacyId(), content, time(arrival)));
        LegacyEvent event =
                new MessageEvent.SentElsewhere(
                        contact, shared.legacyId(), shared.content(), shared.time());
        publish(arrival, null, () -> List.of(event));
    }

    /** Whether they are new or have another name now. */
    private boolean heardFrom(Arrival arrival, Letter letter, String localpart) {
        if (!letter.hasOwnAddress()) {
            return services.tables().messages().last(arrival.user(), localpart).isEmpty();
        }
        String name =
                letter.contact() instanceof MailContact.MailingList list
                        ? list.id()
                        : letter.author().name();
        return services.tables()
                .correspondents()
                .heardFrom(arrival.user(), letter.contactAddress(), localpart, name);
    }

    /** A mail to several people is said in their room, if the user is there. */
    private Supplier<List<LegacyEvent>> grouped(
            Arrival arrival,
            Letter letter,
            ThreadPlace place,
            MailHeader header,
            PrivateMessage message) {
        if (letter.contact() instanceof MailContact.MailingList) {
            return () -> List.of(message);
        }
        Groups groups = services.groups();
        String user = arrival.user();
        Optional<Groups.Arrived> arrived =
                groups.arrived(user, place.thread(), header, letter.author().address());
        Optional<Group> fresh =
                arrived.isEmpty() ? groups.of(user, place.thread(), header) : Optional.empty();
        if (fresh.isPresent()
                && telling.ask(user, session -> session.preference(Groups.AS_ROOMS))) {
            groups.open(user, fresh.get());
            return () -> List.of(GroupCommand.invitation(fresh.get()), message);
        }
        return () -> groups.shown(user, arrived, message);
    }

    private boolean isContact(Arrival arrival, Letter letter) {
        return services.acquaintances().isContact(arrival.user(), letter.contactAddress());
    }

    private Digests.Decision decision(Arrival arrival, Letter letter, String localpart) {
        return letter.contact() instanceof MailContact.MailingList
                ? services.digests().decide(arrival.user(), localpart)
                : Digests.Decision.SHOW;
    }

    private static Known known(
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

    private Letter letter(Arrival arrival, MailContent mail) {
        boolean own = place(arrival).isPresent();
        boolean suspicious = isForged(arrival, mail.header());
        Optional<MailAddress> recipient = MailAddress.parse(arrival.recipient());
        boolean blind =
                !own
                        && recipient.isPresent()
                        && ReturnPath.token(recipient.get()).isEmpty()
                        && List.of("to", "cc", "resent-to", "resent-cc").stream()
                                .flatMap(name -> mail.header().mailboxes(name).stream())
                                .noneMatch(box -> isTheirs(box.address(), arrival.user()));
        return Letter.of(
                mail,
                arrival.sender(),
                services.addresses().domain(),
                suspicious,
                blind,
                telling.ask(arrival.user(), Reader::of));
    }

    private boolean isForged(Arrival arrival, MailHeader header) {
        // An account's own mail server is nobody whose word the admin has vouched for.
        return place(arrival).isEmpty() && Forgery.is(header, services);
    }

    private boolean isTheirs(MailAddress address, String user) {
        return services.addresses()
                .recipient(address)
                .filter(each -> each.user().toString().equals(user))
                .isPresent();
    }

    /** The localpart that the user wrote to last, or the canonical one. */
    private String localpart(String user, Letter letter) {
        return letter.contact() instanceof MailContact.MailingList
                ? letter.contact().localpart()
                : services.tables()
                        .correspondents()
                        .localpart(user, letter.contactAddress())
                        .orElse(letter.contact().localpart());
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

    private ContactEvent.Profile profile(Letter letter) {
        return letter.contact() instanceof MailContact.MailingList list
                ? ContactEvent.Profile.named(list.id())
                : services.acquaintances()
                        .profile(letter.author().shown(), letter.author().address());
    }

    private @Nullable Instant time(Arrival arrival) {
        Instant now = services.clock().instant();
        return arrival.at().plus(FRESH).isBefore(now) ? arrival.at() : null;
    }

    private PrivateMessage shared(Arrival arrival, Letter letter, PrivateMessage message) {
        return Sharing.isNeeded(letter)
                ? Sharing.share(telling.ask(arrival.user(), each -> each), letter, message)
                : message;
    }

    private void publish(
            Arrival arrival, @Nullable LegacyEvent first, Supplier<List<LegacyEvent>> events) {
        telling.tell(
                arrival.user(),
                () ->
                        first == null
                                ? events.get()
                                : Stream.concat(Stream.of(first), events.get().stream()).toList());
    }
}
