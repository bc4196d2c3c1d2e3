package im.isthmus.core.delivery;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.OutboxTable;
import im.isthmus.core.store.table.OutboxTable.Row;
import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.StanzaSink;
import im.isthmus.core.stream.xml.StanzaText;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was promised in the database until the XMPP server has it. A stanza is committed,
 * together with those of other users, then it leaves; a barrier tells when the server has it (see
 * {@link XmppSide#barrier}), and then the row is closed. Whatever ends the process or the link in
 * between, open rows are sent again, with the same ids.
 */
public final class KeptDelivery implements Delivery, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptDelivery.class);

    /** Stanzas between being given and being committed and sent; then who gives more waits. */
    private static final int UNDER_WAY = 10_000;

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final OutboxTable table;
    private final Journal journal;
    private final StanzaSink patient;
    private final Courier courier;
    private final Undelivered undelivered;
    private final Duration tried;
    private final InstantSource clock;
    private final AtomicLong order;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final ConcurrentHashMap<Jid, Integer> underWay = new ConcurrentHashMap<>();

    /**
     * What deliveries stand on.
     *
     * @param patient where stanzas go that are not kept
     * @param tried how long a message is tried that the XMPP side sends back
     */
    public record Setup(
            Store store,
            ComponentStream stream,
            Jid domain,
            StanzaSink patient,
            Undelivered undelivered,
            Duration tried,
            InstantSource clock,
            Function<Jid, Language> languages) {}

    public KeptDelivery(Setup setup) {
        this.table = new OutboxTable(setup.store());
        this.patient = setup.patient();
        this.undelivered = setup.undelivered();
        this.tried = setup.tried();
        this.clock = setup.clock();
        // Above everything that any earlier process gave, also what is deleted meanwhile.
        this.order = new AtomicLong(Math.max(table.lastSeq(), clock.millis() << 20));
        this.journal = new Journal(setup.store(), this, order, setup.clock(), setup.languages());
        this.courier =
                new Courier(
                        table,
                        new XmppSide(setup.stream(), setup.domain()),
                        setup.domain(),
                        setup.clock());
    }

    /** Takes up what an earlier process left. */
    public void start() {
        courier.start();
        journal.start();
    }

    /** To be told by the stream. */
    public void connected() {
        courier.connected();
    }

    /** To be told by the stream, before it connects again. */
    public void disconnected() {
        courier.disconnected();
    }

    @Override
    public void send(Jid user, Element stanza) {
        if (!underWay.containsKey(user)) {
            patient.send(stanza);
            return;
        }
        begin(user);
        var _ =
                table.afterThose()
                        .whenComplete((_, _) ->
                                courier.post(() -> {
                                    if (!courier.pass(stanza)) {
                                        // Not here: it may wait long for the stream.
                                        Thread.ofVirtual().start(() -> patient.send(stanza));
                                    }
                                    end(user);
                                }));
    }

    @Override
    public CompletableFuture<Void> keep(Jid user, Element stanza, @Nullable String legacyId) {
        return keep(user, stanza, legacyId, null);
    }

    @Override
    public CompletableFuture<Void> report(Jid user, Element error, String note) {
        return keep(user, error, null, note);
    }

    private CompletableFuture<Void> keep(
            Jid user, Element stanza, @Nullable String legacyId, @Nullable String note) {
        if (stanza.attributeValue("id") == null) {
            stanza.addAttribute("id", UUID.randomUUID().toString());
        }
        if (courier.isFull()) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException("too many messages wait for the XMPP server"));
        }
        begin(user);
        // The courier relies on it that they are stored in their order, whoever gives them.
        synchronized (order) {
            return keep(row(user, stanza, legacyId, note), stanza);
        }
    }

    private Row row(Jid user, Element stanza, @Nullable String legacyId, @Nullable String note) {
        Instant now = clock.instant();
        return new Row(
                order.incrementAndGet(),
                user,
                storable(stanza.attributeValue("from")),
                storable(stanza.attributeValue("id")),
                legacyId == null ? null : storable(legacyId),
                StanzaText.write(stanza),
                note == null ? null : storable(note),
                now,
                now,
                0);
    }

    private CompletableFuture<Void> keep(Row row, Element stanza) {
        return table.add(row, resource(stanza))
                .whenComplete((isNew, problem) ->
                        courier.post(() -> {
                            if (problem == null && isNew) {
                                courier.first(row, stanza);
                            }
                            end(row.user());
                        }))
                .thenApply(_ -> null);
    }

    /** What people in rooms say to a user goes to each resource that is there. */
    private static String resource(Element stanza) {
        String to = storable(stanza.attributeValue("to"));
        int slash = to.indexOf('/');
        return slash < 0 ? "" : to.substring(slash + 1);
    }

    /** PostgreSQL takes every character but one. */
    private static String storable(@Nullable String text) {
        return text == null ? "" : text.replace('\0', '\uFFFD');
    }

    private void begin(Jid user) {
        room.acquireUninterruptibly();
        underWay.merge(user, 1, Integer::sum);
    }

    private void end(Jid user) {
        underWay.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
        room.release();
    }

    @Override
    public void bounced(Jid user, Element error) {
        String id = error.attributeValue("id");
        if (id != null) {
            table.find(user, storable(id))
                    .filter(row -> isFromWhereItWent(row, error.attributeValue("from")))
                    .ifPresent(row -> courier.post(() -> returned(row, Bounce.of(error))));
        }
    }

    /** What a single client refuses of what went to all of them did arrive. */
    private static boolean isFromWhereItWent(Row row, @Nullable String from) {
        String to =
                row.note() == null
                        ? StanzaText.read(row.stanza()).attributeValue("to")
                        : row.user().toString();
        return to.equals(from);
    }

    private void returned(Row row, Bounce bounce) {
        boolean inTime = row.givenAt().plus(tried).isAfter(clock.instant());
        if (bounce.mayPass() && inTime) {
            courier.postpone(row);
            return;
        }
        LOG.warn(
                "delivery=failed user={} contact={} reason=\"{}\"",
                row.user(),
                row.contact(),
                bounce.reason());
        String legacyId = row.legacyId();
        if (legacyId == null) {
            courier.drop(row);
            return;
        }
        try {
            undelivered.tell(
                    row.user(),
                    Jid.parse(row.contact()),
                    legacyId,
                    bounce.reason(),
                    () -> courier.post(() -> courier.drop(row)));
        } catch (InvalidJidException e) {
            courier.drop(row);
        }
    }

    @Override
    public void reachable(Jid user) {
        courier.hurry(user);
    }

    @Override
    public void entrust(Jid user, SendMessage message, Jid recipient) {
        journal.entrust(message.ref(), recipient);
    }

    @Override
    public void settled(Jid user, MessageRef ref) {
        journal.settled(ref);
    }

    /** Sends what was given and waits a little for the server to take it; the rest stays kept. */
    @Override
    public void close() {
        CountDownLatch idle = new CountDownLatch(1);
        try {
            table.afterThose().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            courier.whenIdle(idle::countDown);
            if (!idle.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("delivery=unconfirmed note=sent-again-after-restart");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("delivery=unflushed problem=\"{}\"", e.toString());
        }
        courier.close();
    }
}
