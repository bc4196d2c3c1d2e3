package im.isthmus.sms.delivery;

import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All senders of a gateway, and what is left to do when it starts and now and then. */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMinutes(1);

    /** Reports about messages that nobody knows are kept for so long. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** The missing parts of a message that came in are waited for so long. */
    private static final Duration PARTS = Duration.ofDays(1);

    private final SmsStore store;
    private final Notices notices;
    private final Reports reports;
    private final Duration doubt;
    private final InstantSource clock;
    private final Routes routes;
    private final Map<String, Sender> senders = new LinkedHashMap<>();
    private final Map<String, Breaker> breakers = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Nothing is sent before {@link #start}.
     *
     * @param numbers names of the accounts that each number may send through, its own first
     */
    public Delivery(
            List<SmsAccount> accounts,
            Map<String, List<String>> numbers,
            SmsStore store,
            Notices notices,
            MediaCheck media,
            SmsLimits limits,
            InstantSource clock) {
        this.store = store;
        this.notices = notices;
        this.doubt = limits.inDoubt();
        this.clock = clock;
        this.reports = new Reports(store, notices, clock);
        this.routes = new Routes(numbers, this::inTrouble);
        for (SmsAccount account : accounts) {
            Breaker breaker = new Breaker();
            Settlement settlement =
                    new Settlement(
                            account, store, notices, breaker, routes, this::wake, doubt, clock);
            breakers.put(account.name(), breaker);
            senders.put(
                    account.name(),
                    new Sender(account, store, settlement, breaker, routes, media, limits, clock));
            account.provider().listen(report -> reports.report(account, report));
        }
    }

    /** Where providers' calls go. */
    public Reports reports() {
        return reports;
    }

    /** Through which accounts numbers send. */
    public Routes routes() {
        return routes;
    }

    /** Tells what was left untold, looks for what is in doubt, and sends. */
    public synchronized void start() {
        int doubtful = store.outbox().recover(clock.instant().plus(doubt));
        if (doubtful > 0) {
            LOG.warn("sms=in-doubt count={} reason=interrupted", doubtful);
        }
        senders.forEach((name, sender) ->
                threads.add(Thread.ofVirtual().name("sms-" + name).start(sender)));
        threads.add(Thread.ofVirtual().name("sms-rounds").start(this::rounds));
    }

    /** What could not be told at the time, or before a crash, is told again. */
    private void rounds() {
        Instant before = clock.instant().plus(ROUND);
        try {
            do {
                try {
                    round(before);
                } catch (RuntimeException e) {
                    LOG.error("sms.round=failed", e);
                }
                before = clock.instant().minus(ROUND);
            } while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(Instant before) {
        for (OutboxMessage message : store.outbox().untold(before)) {
            notices.ended(message);
        }
        for (InboxMessage message : store.inbox().waiting(before)) {
            notices.received(message);
        }
        List<String> ids = Stream.generate(MessageIds::fresh).limit(100).toList();
        store.parts()
                .giveUp(clock.instant().minus(PARTS), ids, clock.instant())
                .forEach(notices::received);
        senders.values().forEach(Sender::seekStrays);
        int forgotten = store.reports().forgetEarly(clock.instant().minus(EARLY));
        if (forgotten > 0) {
            LOG.warn("sms.report=of-unknown-message count={}", forgotten);
        }
    }

    /** There is something new in the outbox for this account. */
    public void wake(String account) {
        Sender sender = senders.get(account);
        if (sender != null) {
            sender.wake();
        }
    }

    /** Whether an account cannot be used now. */
    public boolean inTrouble(String account) {
        Breaker breaker = breakers.get(account);
        return breaker == null || breaker.isOpen();
    }

    /** What was taken is on its way then, also if that was while it started. */
    @Override
    public synchronized void close() {
        closed.countDown();
        senders.values().forEach(Sender::stop);
        try {
            for (Thread thread : threads) {
                var _ = thread.join(GOODBYE);
            }
            for (Sender sender : senders.values()) {
                sender.end(GOODBYE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }
}
