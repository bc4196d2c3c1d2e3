package im.isthmus.sms.delivery;

import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.OutboxMessage.State;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox through one account, one after another. A message is marked as
 * being sent before the provider is asked, so that after a crash it is looked for and never just
 * sent again.
 */
final class Sender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /** A provider's report may still be under way when the answer to our request was lost. */
    static final Duration DOUBT = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration ACCOUNT_PAUSE = Duration.ofMinutes(5);
    private static final int MAX_ATTEMPTS = 12;
    private static final int MAX_FINDS = 5;

    private final SmsAccount account;
    private final SmsStore store;
    private final Reports reports;
    private final Notices notices;
    private final SmsLimits limits;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, Instant> numberFree = new HashMap<>();
    private final Map<String, Integer> finds = new HashMap<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean trouble;

    Sender(
            SmsAccount account,
            SmsStore store,
            Reports reports,
            Notices notices,
            SmsLimits limits,
            InstantSource clock) {
        this.account = account;
        this.store = store;
        this.reports = reports;
        this.notices = notices;
        this.limits = limits;
        this.clock = clock;
    }

    /** There is something new in the outbox. */
    void wake() {
        news.release();
    }

    void end() {
        ended.set(true);
        wake();
    }

    /** Whether the provider refuses our credentials, or cannot be reached. */
    boolean inTrouble() {
        return trouble;
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
                LOG.error("sms.sender=failed account={}", account.name(), e);
                pause(Duration.ofSeconds(5));
            }
        }
    }

    /** Does one thing; false if there is nothing to do now. */
    private boolean work() {
        Instant now = clock.instant();
        Optional<OutboxMessage> doubtful = store.outbox().doubtful(account.name(), now);
        if (doubtful.isPresent()) {
            find(doubtful.get());
            return true;
        }
        Optional<OutboxMessage> message = store.outbox().take(account.name(), now, busy(now));
        message.ifPresent(this::send);
        return message.isPresent();
    }

    private void await() throws InterruptedException {
        Instant now = clock.instant();
        Duration wait =
                store.outbox()
                        .next(account.name())
                        .map(due -> Duration.between(now, due))
                        .orElse(LONGEST);
        for (Instant free : numberFree.values()) {
            Duration until = Duration.between(now, free);
            if (until.isPositive() && (wait.compareTo(until) > 0 || !wait.isPositive())) {
                wait = until;
            }
        }
        long millis = Math.max(10, Math.min(wait.toMillis(), LONGEST.toMillis()));
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private List<String> busy(Instant now) {
        List<String> busy = new ArrayList<>();
        numberFree.forEach((number, free) -> {
            if (free.isAfter(now)) {
                busy.add(number);
            }
        });
        return busy;
    }

    private void send(OutboxMessage message) {
        Duration gap = Duration.ofNanos((long) (1e9 / limits.messagesPerSecond()));
        numberFree.put(message.from(), clock.instant().plus(gap));
        settle(message, account.provider().send(outgoing(message)), message.attempts() + 1);
    }

    private void find(OutboxMessage message) {
        int tries = finds.merge(message.id(), 1, Integer::sum);
        Outcome outcome = account.provider().find(outgoing(message));
        if (outcome instanceof Outcome.InDoubt && tries < MAX_FINDS) {
            store.outbox().doubt(message, clock.instant().plus(DOUBT.multipliedBy(tries)));
            return;
        }
        finds.remove(message.id());
        if (outcome instanceof Outcome.InDoubt doubt) {
            LOG.warn("sms=in-doubt account={} reason=\"{}\"", account.name(), doubt.reason());
            end(message, State.UNKNOWN, "", false);
            return;
        }
        settle(message, outcome, message.attempts());
    }

    private void settle(OutboxMessage message, Outcome outcome, int attempts) {
        trouble = outcome instanceof Outcome.AccountTrouble;
        switch (outcome) {
            case Outcome.Accepted accepted -> accepted(message, accepted);
            case Outcome.Refused refused ->
                    end(message, State.FAILED, refused.failure().text(), true);
            case Outcome.TryLater later -> retry(message, later.after(), later.reason(), attempts);
            case Outcome.AccountTrouble it -> {
                LOG.error(
                        "sms.account=refused account={} reason=\"{}\"",
                        account.name(),
                        it.reason());
                retry(message, ACCOUNT_PAUSE, it.reason(), attempts);
            }
            case Outcome.InDoubt doubt -> {
                LOG.info("sms=unanswered account={} reason=\"{}\"", account.name(), doubt.reason());
                store.outbox().doubt(message, clock.instant().plus(DOUBT));
            }
        }
    }

    private void accepted(OutboxMessage message, Outcome.Accepted accepted) {
        store.outbox().accepted(message, accepted.ids());
        notices.accepted(message);
        store.inbox()
                .early(account.name(), accepted.ids(), clock.instant().minus(Duration.ofMinutes(5)))
                .forEach(report -> reports.progress(account.name(), report));
    }

    private void retry(OutboxMessage message, Duration after, String reason, int attempts) {
        if (attempts >= MAX_ATTEMPTS) {
            end(message, State.FAILED, reason, true);
            return;
        }
        Duration backoff = Duration.ofSeconds(Math.min(900, 2L << Math.min(attempts, 9)));
        Duration wait = after.compareTo(backoff) > 0 ? after : attempts > 1 ? backoff : after;
        store.outbox().later(message, clock.instant().plus(wait));
        if (attempts == 2) {
            notices.delayed(message, reason);
        }
    }

    private void end(OutboxMessage message, State state, String failure, boolean refund) {
        String day =
                refund
                        ? LocalDate.ofInstant(message.since(), ZoneId.systemDefault()).toString()
                        : "";
        store.outbox().failed(message, state, failure, day);
        store.outbox().find(message.id()).ifPresent(notices::ended);
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
