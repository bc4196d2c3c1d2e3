package im.isthmus.email.outbound;

import im.isthmus.core.store.database.StoreException;
import im.isthmus.email.smtp.relay.Carrier;
import im.isthmus.email.smtp.relay.RelayClient;
import im.isthmus.email.smtp.relay.RelayResult;
import im.isthmus.email.store.OutgoingMails;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails when they are due, a few at once, each over a connection that is used again. */
public final class MailQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);

    private static final int AT_ONCE = 4;

    /** Mails sent with users' own accounts at the same time. */
    private static final int OWN_AT_ONCE = 64;

    /** Mails whose files are fetched, or that wait for a connection, at the same time. */
    private static final int READY_AT_ONCE = 16;

    private static final int BATCH = 50;
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final OutboundServices services;
    private final Dispatch dispatch;
    private final boolean hasRelay;

    /** The one that was used last is used next, while the relay still keeps it open. */
    private final BlockingDeque<RelayClient> links = new LinkedBlockingDeque<>(AT_ONCE);

    private final Turns own = new Turns(OWN_AT_ONCE);
    private final Turns relayed = new Turns(READY_AT_ONCE);
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean closed;

    /**
     * @param link makes a connection to the relay; null if there is no relay
     */
    public MailQueue(
            OutboundServices services, Outcomes outcomes, @Nullable Supplier<RelayClient> link) {
        this.services = services;
        this.dispatch = new Dispatch(services, outcomes);
        this.hasRelay = link != null;
        for (int i = 0; i < AT_ONCE && link != null; i++) {
            links.add(link.get());
        }
    }

    /** Begins to send. */
    public void start() {
        services.tables().outgoing().recover();
        Thread.ofVirtual().name("mail-queue").start(this::run);
    }

    /** There may be something to send. */
    public void wake() {
        wakeUps.release();
    }

    private void run() {
        while (!closed) {
            try {
                Duration rest = round();
                if (wakeUps.tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Sends what is due; says how long nothing else will be. */
    private Duration round() {
        try {
            OutgoingMails mails = services.tables().outgoing();
            Instant now = services.clock().instant();
            for (Outgoing mail : mails.takeDue(now, BATCH)) {
                begin(mail);
            }
            Optional<Instant> next = mails.nextDue();
            Duration rest =
                    next.map(due -> Duration.between(services.clock().instant(), due))
                            .orElse(LONGEST_REST);
            return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
        } catch (StoreException e) {
            if (!closed) {
                LOG.error("mail.queue problem=\"{}\"", e.getMessage());
            }
            return AFTER_TROUBLE;
        }
    }

    private void begin(Outgoing mail) {
        if (mail.heading().author() != null || !hasRelay) {
            own.run(mail.user(), () -> withAccount(mail));
        } else {
            relayed.run(mail.user(), () -> byRelay(mail));
        }
    }

    private void byRelay(Outgoing mail) {
        try {
            dispatch.send(mail, this::overLink);
        } catch (RuntimeException e) {
            if (!closed) { // else the next start finds it as it is
                LOG.error("mail.out id={} failed", mail.legacyId(), e);
                dispatch.postpone(mail);
            }
        } finally {
            wake();
        }
    }

    /** Takes a connection only once the mail is whole: its files may be long in coming. */
    private RelayResult overLink(RelayClient.Parcel parcel, Path mail) {
        RelayClient link;
        try {
            link = links.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts it", e);
        }
        try {
            if (closed) {
                throw new IllegalStateException("it ends");
            }
            return link.send(parcel, mail);
        } finally {
            links.addFirst(link);
        }
    }

    private void withAccount(Outgoing mail) {
        if (closed) {
            return;
        }
        try {
            Optional<Carrier> carrier = services.senders().carrier(mail);
            if (carrier.isEmpty()) {
                dispatch.giveUp(mail);
                return;
            }
            try (Carrier link = carrier.get()) {
                dispatch.send(mail, link::send);
            }
        } catch (RuntimeException e) {
            LOG.error("mail.out id={} failed", mail.legacyId(), e);
            dispatch.postpone(mail);
        } finally {
            wake();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        for (RelayClient link = links.poll(); link != null; link = links.poll()) {
            link.close();
        }
    }
}
