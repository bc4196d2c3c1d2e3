package im.isthmus.sms.delivery;

import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox through one account: of each number one after another, of several
 * numbers at once. A message is marked as being sent before the provider is asked, so that after a
 * crash it is looked for and never just sent again.
 */
final class Sender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int AT_ONCE = 16;
    private static final int MAX_FINDS = 5;

    private final SmsAccount account;
    private final SmsStore store;
    private final Settlement settlement;
    private final Breaker breaker;
    private final Routes routes;
    private final MediaCheck media;
    private final Duration gap;

    /** A provider's report may still be under way when the answer to our request was lost. */
    private final Duration doubt;

    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, Instant> numberFree = new ConcurrentHashMap<>();
    private final Map<String, Integer> finds = new ConcurrentHashMap<>();
    private final Set<String> busyNumbers = ConcurrentHashMap.newKeySet();
    private final Set<String> sought = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean strays = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    Sender(
            SmsAccount account,
            SmsStore store,
            Settlement settlement,
            Breaker breaker,
            Routes routes,
            MediaCheck media,
            SmsLimits limits,
            InstantSource clock) {
        this.account = account;
        this.store = store;
        this.settlement = settlement;
        this.breaker = breaker;
        this.routes = routes;
        this.media = media;
        this.gap = Duration.ofNanos((long) (1e9 / limits.messagesPerSecond()));
        this.doubt = limits.inDoubt();
        this.clock = clock;
    }

    /** There is something new in the outbox. */
    void wake() {
        news.release();
    }

    /** Messages whose end could not be kept are looked for. */
    void seekStrays() {
        strays.set(true);
        wake();
    }

    /** {@link #run} takes nothing new and ends soon. */
    void stop() {
        ended.set(true);
        wake();
    }

    /** After {@link #run}: what is with the provider gets a moment to end. */
    void end(Duration patience) throws InterruptedException {
        tasks.shutdown();
        if (!tasks.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            tasks.shutdownNow();
        }
    }

    @Override
    public void run() {
        while (!ended.get()) {
            try {
                if (!work()) {
                    await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!ended.get()) {
                    LOG.error("sms.sender=failed account={}", account.name(), e);
                    pause(Duration.ofSeconds(5));
                }
            }
        }
    }

    /** Does one thing; false if there is nothing to do now. */
    private boolean work() {
        Instant now = clock.instant();
        if (!breaker.allows(now, underWay.get())) {
            return breaker.isOpen() && handOver(now);
        }
        if (underWay.get() >= AT_ONCE) {
            return false;
        }
        if (strays.compareAndSet(true, false)) {
            findStrays();
        }
        // Asked before the store: who has left by now has kept what became of the message.
        Set<String> inHand = Set.copyOf(sought);
        Optional<OutboxMessage> doubtful =
                store.outbox().doubtful(account.name(), now).stream()
                        .filter(message -> !inHand.contains(message.id()))
                        .findFirst();
        if (doubtful.isPresent()) {
            OutboxMessage message = doubtful.get();
            sought.add(message.id());
            perform(() -> find(message), () -> sought.remove(message.id()));
            return true;
        }
        Optional<OutboxMessage> message = store.outbox().take(account.name(), now, busy(now));
        message.ifPresent(this::begin);
        return message.isPresent();
    }

    private void begin(OutboxMessage message) {
        numberFree.put(message.from(), clock.instant().plus(gap));
        busyNumbers.add(message.from());
        sought.add(message.id());
        perform(
                () -> send(message),
                () -> {
                    busyNumbers.remove(message.from());
                    sought.remove(message.id());
                });
    }

    private void send(OutboxMessage message) {
        long most = account.provider().capacity().maxMediaBytes();
        for (URI url : message.media()) {
            Optional<Outcome> refusal = media.refusal(url, most);
            if (refusal.isPresent()) {
                settlement.withoutProvider(message, refusal.get());
                return;
            }
        }
        settlement.settle(
                message, account.provider().send(outgoing(message)), message.attempts() + 1);
    }

    /** What is marked as being sent and is not: its end could not be kept, so it is in doubt. */
    private void findStrays() {
        Set<String> inHand = Set.copyOf(sought);
        for (OutboxMessage message : store.outbox().sending(account.name())) {
            if (!inHand.contains(message.id())) {
                store.outbox().doubt(message.id(), clock.instant().plus(doubt));
            }
        }
    }

    private void perform(Runnable task, Runnable after) {
        underWay.incrementAndGet();
        tasks.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // The message stays where it is, and is in doubt after a restart.
                LOG.error("sms.sender=failed account={}", account.name(), e);
            } finally {
                after.run();
                underWay.decrementAndGet();
                wake();
            }
        });
    }

    /** While this account is in trouble others stand in, where the admin allows it. */
    private boolean handOver(Instant now) {
        boolean any = false;
        for (OutboxMessage message : store.outbox().waiting(account.name(), now)) {
            Optional<String> other = routes.instead(message.from(), account.name());
            if (other.isPresent()) {
                settlement.reroute(message, other.get());
                any = true;
            }
        }
        return any;
    }

    private void await() throws InterruptedException {
        Instant now = clock.instant();
        Instant due = store.outbox().next(account.name()).orElse(now.plus(LONGEST));
        if (due.isBefore(breaker.until())) {
            due = breaker.until();
        }
        for (Instant free : numberFree.values()) {
            if (free.isAfter(now) && (free.isBefore(due) || !due.isAfter(now))) {
                due = free;
            }
        }
        if (underWay.get() > 0 && !due.isAfter(now)) {
            due = now.plus(LONGEST); // the end of what is under way wakes us
        }
        long millis = Math.clamp(Duration.between(now, due).toMillis(), 10, LONGEST.toMillis());
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private Set<String> busy(Instant now) {
        numberFree.values().removeIf(free -> !free.isAfter(now));
        Set<String> busy = new HashSet<>(numberFree.keySet());
        busy.addAll(busyNumbers);
        return busy;
    }

    private void find(OutboxMessage message) {
        int tries = finds.merge(message.id(), 1, Integer::sum);
        Outcome outcome =
                account.provider()
                        .find(
                                outgoing(message),
                                id ->
                                        store.reports()
                                                .isOfAnother(account.name(), id, message.id()));
        if (outcome instanceof Outcome.InDoubt && tries < MAX_FINDS) {
            store.outbox().doubt(message.id(), clock.instant().plus(doubt.multipliedBy(tries)));
            return;
        }
        finds.remove(message.id());
        if (outcome instanceof Outcome.InDoubt it) {
            settlement.unknown(message, it.reason());
        } else {
            settlement.settle(message, outcome, message.attempts());
        }
    }

    private OutgoingSms outgoing(OutboxMessage message) {
        String url = account.statusUrl();
        return new OutgoingSms(
                message.id(),
                message.from(),
                message.to(),
                message.text(),
                message.media(),
                url.isEmpty() ? "" : url + message.id(),
                message.since());
    }

    private void pause(Duration time) {
        try {
            if (news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.set(true);
        }
    }
}
