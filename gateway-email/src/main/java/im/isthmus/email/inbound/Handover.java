package im.isthmus.email.inbound;

import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.group.GroupCommand;
import im.isthmus.email.group.Groups;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.inbound.letter.LetterText;
import im.isthmus.email.inbound.report.Reports;
import im.isthmus.email.list.DigestText;
import im.isthmus.email.list.Digests;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.outbound.DeliveryReports;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.account.Places.Place;
import im.isthmus.email.store.group.Group;
import im.isthmus.email.store.list.DigestEntries;
import im.isthmus.email.thread.Threads.ThreadPlace;
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

    private final InboundServices services;
    private final Repetitions repetitions;
    private final Telling telling;
    private final Letters letters;
    private final Elsewhere elsewhere;
    private final Reports about;
    private final DeliveryReports reports;

    Handover(InboundServices services, BackendContext context, DeliveryReports reports) {
        this.services = services;
        this.repetitions = new Repetitions(services.tables(), services.clock());
        this.telling = new Telling(context);
        this.letters = new Letters(services, telling);
        this.elsewhere = new Elsewhere(services, telling, letters);
        this.about = new Reports(services.tables(), services.outcomes());
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
        boolean sent = letters.place(arrival).filter(Place::sent).isPresent();
        if (repetitions.has(arrival, sent, mail.header(), bytes)) {
            LOG.info("mail.dropped id={} why=known", arrival.mail());
        } else if (sent) {
            elsewhere.tell(arrival, mail, messageId);
        } else if (!about.took(arrival, mail)) {
            show(arrival, mail, messageId);
        }
        services.tables().received().done(arrival.mail(), arrival.user());
    }

    private void show(Arrival arrival, MailContent mail, String messageId) {
        Letter letter = letters.letter(arrival, mail);
        MailHeader header = mail.header();
        ThreadPlace place = services.threads().of(arrival.user(), header, messageId);
        String localpart = localpart(arrival.user(), letter);
        boolean renamed = heardFrom(arrival, letter, localpart);
        Known known = Letters.known(arrival, letter, header, messageId, place.thread(), localpart);
        services.tables().messages().add(arrival.user(), known);
        services.troubles().end(arrival.user(), localpart);
        switch (decision(arrival, letter, localpart)) {
            case SHOW -> {
                PrivateMessage message =
                        letters.message(arrival, letter, known, place, Letter.others(header));
                publish(
                        arrival,
                        renamed && isContact(arrival, letter)
                                ? new ContactEvent.ContactChanged(
                                        message.contact(), profile(arrival.user(), letter))
                                : null,
                        grouped(arrival, letter, place, header, message));
            }
            case COLLECT -> collect(arrival, letter, mail, localpart);
            case DROP -> LOG.info("mail.dropped id={} why=muted", arrival.mail());
        }
        services.tables()
                .received()
                .success(arrival.mail(), arrival.user())
                .filter(_ -> !letters.isForged(arrival, header))
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

    /** The localpart that the user wrote to last, or the canonical one. */
    private String localpart(String user, Letter letter) {
        return letter.contact() instanceof MailContact.MailingList
                ? letter.contact().localpart()
                : services.tables()
                        .correspondents()
                        .localpart(user, letter.contactAddress())
                        .orElse(letter.contact().localpart());
    }

    private ContactEvent.Profile profile(String user, Letter letter) {
        return letter.contact() instanceof MailContact.MailingList list
                ? ContactEvent.Profile.named(list.id())
                : services.acquaintances()
                        .profile(user, letter.author().shown(), letter.author().address());
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
