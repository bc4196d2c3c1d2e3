package im.isthmus.email.addressbook;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.addressbook.MultiStatus.Resource;
import im.isthmus.email.contact.Acquaintances;
import im.isthmus.email.store.addressbook.Book;
import im.isthmus.email.store.addressbook.BookTable;
import im.isthmus.email.store.addressbook.Card;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads users' address books again and again: who is in one is a contact. */
public final class AddressBooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AddressBooks.class);

    /** More people than this are left out. */
    private static final int MOST = 5000;

    private static final Status REACHABLE = new Status(Show.ONLINE, "", null);

    private final BookTable table;
    private final Acquaintances acquaintances;
    private final CardDav server;
    private final BackendContext context;
    private final Duration every;

    /** By user who has or had a book: what a server answers is large, and may be long in coming. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("address-books").factory());

    /**
     * @param every how long a book is not asked after again
     */
    public AddressBooks(
            BookTable table,
            Acquaintances acquaintances,
            Fetcher fetcher,
            BackendContext context,
            Duration every) {
        this.table = table;
        this.acquaintances = acquaintances;
        this.server = new CardDav(fetcher);
        this.context = context;
        this.every = every;
    }

    /** Begins to read. */
    public void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            for (String user : table.users()) {
                if (timer.isShutdown()) {
                    return;
                }
                quietly(user);
            }
        } catch (StoreException e) {
            LOG.warn("addressbook problem=\"{}\"", e.getMessage());
        }
    }

    /** Whose book is being read anyway is left out. */
    private void quietly(String user) {
        ReentrantLock turn = turn(user);
        if (!turn.tryLock()) {
            return;
        }
        try {
            Optional<Book> book = table.find(user);
            if (book.isPresent()) {
                var _ = read(book.get());
            }
        } catch (FetchException | IOException e) {
            LOG.info("addressbook user={} problem=\"{}\"", user, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("addressbook user={} failed", user, e);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Reads a book for the first time and keeps it, in place of the one before.
     *
     * @return how many people are in it
     */
    int begin(Book book) throws FetchException, IOException {
        ReentrantLock turn = turn(book.user());
        turn.lock();
        try {
            CardDav.Changes changes = server.changes(book);
            List<Card> before = table.cards(book.user());
            table.put(book);
            return take(book, changes, List.of(), before);
        } finally {
            turn.unlock();
        }
    }

    private ReentrantLock turn(String user) {
        return turns.computeIfAbsent(user, _ -> new ReentrantLock());
    }

    /** The user has no book any more: those who were only there are no contacts. */
    void end(String user) {
        List<Card> before = table.cards(user);
        table.remove(user);
        publish(user, List.of(), addresses(before), Map.of());
    }

    private int read(Book book) throws FetchException, IOException {
        List<Card> known = table.cards(book.user());
        return take(book, server.changes(book), known, known);
    }

    private int take(Book book, CardDav.Changes changes, List<Card> known, List<Card> before)
            throws FetchException, IOException {
        Map<String, String> etags =
                known.stream().collect(Collectors.toMap(Card::href, Card::etag));
        List<Resource> told = changes.told().resources();
        List<String> wanted = wanted(told, etags);
        List<String> gone =
                new ArrayList<>(told.stream().filter(Resource::gone).map(Resource::href).toList());
        if (changes.whole()) {
            Set<String> left = new HashSet<>(etags.keySet());
            told.forEach(each -> left.remove(each.href()));
            gone.addAll(left);
        }
        Map<String, String> versions =
                told.stream()
                        .collect(Collectors.toMap(Resource::href, Resource::etag, (a, _) -> a));
        List<Card> changed = new ArrayList<>();
        server.cards(
                book,
                wanted,
                each -> {
                    if (changed.size() < wanted.size()) {
                        changed.add(card(each, versions));
                    }
                });
        if (!table.update(book.user(), changed, gone, changes.told().token())) {
            return 0; // no longer used since it began to be read
        }
        List<Card> now = table.cards(book.user());
        publish(book.user(), changed, addresses(before), addresses(now));
        LOG.info("addressbook user={} cards={} changed={}", book.user(), now.size(), wanted.size());
        return now.size();
    }

    /** Cards that are new or have changed; new ones as long as there is room for them. */
    static List<String> wanted(List<Resource> told, Map<String, String> known) {
        List<String> wanted = new ArrayList<>();
        int room = MOST - known.size();
        for (Resource each : told) {
            boolean fresh = !known.containsKey(each.href());
            boolean folder = each.href().endsWith("/");
            boolean same = each.etag().equals(known.get(each.href()));
            if (!each.gone() && !folder && !same && wanted.size() < MOST && (!fresh || room > 0)) {
                wanted.add(each.href());
                room -= fresh ? 1 : 0;
            }
        }
        return wanted;
    }

    /** One that is too large to be read has no version of its own; that of the list will do. */
    private static Card card(Resource resource, Map<String, String> versions) {
        String version =
                resource.etag().isEmpty()
                        ? versions.getOrDefault(resource.href(), "")
                        : resource.etag();
        VCard read = VCard.parse(resource.data());
        return new Card(resource.href(), version, read.name(), read.addresses(), read.photoHash());
    }

    private static Map<String, MailAddress> addresses(List<Card> cards) {
        Map<String, MailAddress> all = new LinkedHashMap<>();
        cards.forEach(card -> card.addresses().forEach(each -> all.put(each.key(), each)));
        return all;
    }

    private void publish(
            String user,
            List<Card> changed,
            Map<String, MailAddress> before,
            Map<String, MailAddress> now) {
        List<ContactEvent> events = new ArrayList<>();
        for (Card card : changed) {
            for (MailAddress address : card.addresses()) {
                LegacyContact contact = new LegacyContact(MailContact.of(address).localpart());
                events.add(
                        new ContactEvent.ContactChanged(
                                contact, acquaintances.met(user, card.name(), address)));
                events.add(new ContactEvent.ContactPresence(contact, REACHABLE));
            }
        }
        before.forEach((key, address) -> {
            if (!now.containsKey(key) && !acquaintances.isContact(user, address)) {
                events.add(
                        new ContactEvent.ContactRemoved(
                                new LegacyContact(MailContact.of(address).localpart())));
            }
        });
        if (!events.isEmpty()) {
            context.asUser(Jid.checked(user), session -> events.forEach(session::publish));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
