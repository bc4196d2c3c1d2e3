package im.isthmus.email.list;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Language;
import im.isthmus.email.store.list.DigestEntries;
import im.isthmus.email.store.list.DigestEntries.Batch;
import im.isthmus.email.store.list.DigestEntries.Place;
import im.isthmus.email.store.list.ListTables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects mails of lists for those who want digests, and brings them: when the user is back, or
 * once a while. What was collected is on the disk until the digest is.
 */
public final class Digests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

    /** How exact the time of a digest is. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private final ListTables tables;
    private final BackendContext context;
    private final Duration every;
    private final InstantSource clock;
    private final Attention attention = new Attention(this::cameBack);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("mail-digests").factory());

    /**
     * @param every how long the oldest mail waits for a digest at most
     */
    public Digests(ListTables tables, BackendContext context, Duration every, InstantSource clock) {
        this.tables = tables;
        this.context = context;
        this.every = every;
        this.clock = clock;
    }

    /** Begins to bring digests, those first that were begun before the last end of the program. */
    public void start() {
        Duration step = every.compareTo(STEP) < 0 ? every : STEP;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::round, 0, step.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who is available. */
    public Attention attention() {
        return attention;
    }

    /** What to do with a mail of a list now. */
    public enum Decision {
        SHOW,
        COLLECT,
        DROP
    }

    /** What to do with a mail of a list now. */
    public Decision decide(String user, String localpart) {
        return switch (tables.wishes().of(user, localpart)) {
            case EACH -> Decision.SHOW;
            case AWAY -> attention.has(user) ? Decision.SHOW : Decision.COLLECT;
            case DIGEST -> Decision.COLLECT;
            case MUTED -> Decision.DROP;
        };
    }

    /** Keeps a mail for the next digest; it is on the disk when this returns. */
    public void collect(Place place, DigestEntries.Entry entry) {
        tables.digests().add(place, entry);
        if (!waits(place)) {
            cameBack(place.user()); // or wished something else, while it was collected
        }
    }

    /** Brings what needs not wait any longer for a user; returns at once. */
    public void cameBack(String user) {
        if (!timer.isShutdown()) {
            var _ =
                    timer.schedule(
                            () -> guarded(() -> bringWhatNeedNotWait(user)), 0, TimeUnit.SECONDS);
        }
    }

    private void bringWhatNeedNotWait(String user) {
        for (Place place : tables.digests().waitingFor(user)) {
            if (!waits(place)) {
                bring(place);
            }
        }
    }

    private boolean waits(Place place) {
        return decide(place.user(), place.localpart()) == Decision.COLLECT;
    }

    private void round() {
        guarded(() ->
                tables.digests().waitingSince(clock.instant().minus(every)).forEach(this::bring));
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (StoreException | CompletionException e) {
            LOG.warn("mail.digest problem=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("mail.digest failed", e);
        }
    }

    /** Waits until nothing can lose it. */
    private void bring(Place place) {
        Batch batch = tables.digests().begin(place);
        if (batch.entries().isEmpty()) {
            return;
        }
        context.outcomeAsUser(
                        Jid.checked(place.user()),
                        session -> session.publishKept(message(place, batch, session.language())))
                .join();
        tables.digests().done(place, batch.id());
        LOG.info("mail.digest mails={}", batch.entries().size());
    }

    private static PrivateMessage message(Place place, Batch batch, Language language) {
        return new PrivateMessage(
                new LegacyContact(place.localpart()),
                "d" + Long.toString(batch.id(), Character.MAX_RADIX),
                Content.of(DigestText.of(batch.entries(), language)),
                null);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
