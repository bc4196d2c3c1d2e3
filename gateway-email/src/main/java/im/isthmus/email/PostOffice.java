package im.isthmus.email;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.addressbook.AddressBooks;
import im.isthmus.email.addressbook.CardPhotos;
import im.isthmus.email.config.DomainConfig;
import im.isthmus.email.config.DomainConfig.Dmarc;
import im.isthmus.email.contact.Acquaintances;
import im.isthmus.email.contact.ContactTroubles;
import im.isthmus.email.group.Groups;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.inbound.InboundServices;
import im.isthmus.email.inbound.Postman;
import im.isthmus.email.inbound.Reception;
import im.isthmus.email.inbound.Undeliverable;
import im.isthmus.email.list.Digests;
import im.isthmus.email.outbound.DeliveryReports;
import im.isthmus.email.outbound.MailQueue;
import im.isthmus.email.outbound.OutboundServices;
import im.isthmus.email.outbound.Outcomes;
import im.isthmus.email.outbound.draft.Drafts;
import im.isthmus.email.smtp.relay.RelayClient;
import im.isthmus.email.smtp.relay.RelayState;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.thread.Threads;
import org.jspecify.annotations.Nullable;

/** What mails go through whichever way they came and whichever way they leave. */
final class PostOffice implements AutoCloseable {
    private final InboundServices in;
    private final Postman postman;
    private final MailQueue queue;
    private final Drafts drafts;
    private final Undeliverable undeliverable;
    private final Digests digests;
    private final Acquaintances acquaintances;
    private final ContactTroubles troubles;
    private final Groups groups;
    private final AddressBooks books;
    private final BackendContext context;
    private final RelayState relay = new RelayState();

    /** Makes it; nothing moves before {@link #start}. */
    PostOffice(OutboundServices out, BackendContext context) {
        this.context = context;
        Threads threads = new Threads(out.tables().messages());
        troubles = new ContactTroubles(out.tables().correspondents(), context);
        Outcomes outcomes = new Outcomes(out.tables(), context, troubles);
        @Nullable DomainConfig domain = out.config().domain();
        queue =
                new MailQueue(
                        out,
                        outcomes,
                        domain == null
                                ? null
                                : () -> new RelayClient(domain.relay(), out.domain(), relay));
        drafts = new Drafts(out, threads, queue::wake);
        DeliveryReports reports = new DeliveryReports(out, queue::wake);
        digests =
                new Digests(
                        out.tables().lists(),
                        context,
                        out.config().lists().digestEvery(),
                        out.clock());
        acquaintances = acquaintances(out);
        books =
                new AddressBooks(
                        out.tables().books(),
                        acquaintances,
                        out.fetcher(),
                        context,
                        out.config().contacts().readBooks());
        groups =
                new Groups(
                        out.tables().groups(),
                        (user, address) -> isOwn(out, user, address),
                        out.clock());
        in = inbound(out, threads, outcomes);
        postman = new Postman(in, context, reports);
        undeliverable = new Undeliverable(in, reports);
    }

    private static Acquaintances acquaintances(OutboundServices out) {
        return new Acquaintances(
                out.tables(),
                out.config().contacts(),
                new CardPhotos(out.tables().books(), out.fetcher()),
                out.clock());
    }

    private InboundServices inbound(OutboundServices out, Threads threads, Outcomes outcomes) {
        @Nullable DomainConfig domain = out.config().domain();
        @Nullable String trusted = domain == null ? null : domain.authenticationId();
        return new InboundServices(
                trusted == null ? "" : trusted,
                domain == null ? Dmarc.MARK : domain.dmarc(),
                out.tables(),
                out.addresses(),
                threads,
                outcomes,
                digests,
                acquaintances,
                troubles,
                groups,
                context::permits,
                out.clock());
    }

    /** Goes on with what was left when the program ended. */
    void start() {
        queue.start();
        postman.start();
        digests.start();
        books.start();
    }

    /** Where mail servers hand in mail for our domain. */
    Reception reception() {
        return new Reception(in, postman::bring);
    }

    /** A mail that was kept is brought to its user. */
    void bring(Arrival arrival) {
        postman.bring(arrival);
    }

    Drafts drafts() {
        return drafts;
    }

    Digests digests() {
        return digests;
    }

    Acquaintances acquaintances() {
        return acquaintances;
    }

    ContactTroubles troubles() {
        return troubles;
    }

    private static boolean isOwn(OutboundServices out, String user, MailAddress address) {
        if (out.addresses()
                .recipient(address)
                .filter(each -> each.user().toString().equals(user))
                .isPresent()) {
            return true;
        }
        try {
            @Nullable Mailbox account = out.senders().account(Jid.parse(user));
            return account != null && account.address().key().equals(address.key());
        } catch (BackendException | InvalidJidException e) {
            return false;
        }
    }

    BackendContext context() {
        return context;
    }

    AddressBooks books() {
        return books;
    }

    RelayState relay() {
        return relay;
    }

    Groups groups() {
        return groups;
    }

    Undeliverable undeliverable() {
        return undeliverable;
    }

    @Override
    public void close() {
        postman.close();
        digests.close();
        books.close();
        queue.close();
    }
}
