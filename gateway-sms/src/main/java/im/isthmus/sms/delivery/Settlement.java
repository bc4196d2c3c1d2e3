package im.isthmus.sms.delivery;

import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what follows from what a provider made of a message, and keeps it. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    /** After so long of trying a message has failed. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final long LONGEST_BACKOFF = 900;

    private final SmsAccount account;
    private final SmsStore store;
    private final Notices notices;
    private final Breaker breaker;
    private final Routes routes;
    private final Consumer<String> wake;
    private final Duration doubt;
    private final InstantSource clock;

    /**
     * @param wake tells the sender of an account that there is something new
     * @param doubt after which a message that nobody knows about is looked for
     */
    Settlement(
            SmsAccount account,
            SmsStore store,
            Notices notices,
            Breaker breaker,
            Routes routes,
            Consumer<String> wake,
            Duration doubt,
            InstantSource clock) {
        this.account = account;
        this.store = store;
        this.notices = notices;
        this.breaker = breaker;
        this.routes = routes;
        this.wake = wake;
        this.doubt = doubt;
        this.clock = clock;
    }

    void settle(OutboxMessage message, Outcome outcome, int attempts) {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                worked();
                Optional<OutboxMessage> ended = store.reports().accepted(message, accepted.ids());
                notices.accepted(message);
                ended.ifPresent(notices::ended);
            }
            case Outcome.Refused refused -> {
                worked();
                refused(message, refused.failure());
            }
            case Outcome.TryLater later -> {
                breaker.pause(clock.instant().plus(later.after()));
                retry(message, later.after(), later.reason(), attempts);
            }
            case Outcome.Unreachable it -> {
                failed(false, it.reason());
                elsewhereOr(message, () -> retry(message, Duration.ZERO, it.reason(), attempts));
            }
            case Outcome.AccountTrouble it -> {
                LOG.error("sms.account=refused account={} reason=\"{}\"", name(), it.reason());
                failed(true, it.reason());
                elsewhereOr(message, () -> retry(message, Duration.ZERO, it.reason(), attempts));
            }
            case Outcome.InDoubt it -> {
                LOG.info("sms=unanswered account={} reason=\"{}\"", name(), it.reason());
                failed(false, it.reason());
                store.outbox().doubt(message.id(), clock.instant().plus(doubt));
            }
        }
    }

    /** What is in the way of a message before the provider is asked. */
    void withoutProvider(OutboxMessage message, Outcome outcome) {
        switch (outcome) {
            case Outcome.Refused refused ->
                    store.outbox().end(message, refused.failure()).ifPresent(notices::ended);
            case Outcome.TryLater later ->
                    retry(message, later.after(), later.reason(), message.attempts() + 1);
            default -> throw new IllegalArgumentException(outcome.toString());
        }
    }

    /** Nobody can find out what became of it: it is not sent again, and the user is told. */
    void unknown(OutboxMessage message, String reason) {
        LOG.warn("sms=unknown account={} id={} reason=\"{}\"", name(), message.id(), reason);
        store.outbox().end(message, null).ifPresent(notices::ended);
    }

    /** Another account sends it. */
    void reroute(OutboxMessage message, String other) {
        LOG.info("sms=rerouted from={} to={} id={}", name(), other, message.id());
        store.outbox().reroute(message, other, clock.instant());
        wake.accept(other);
    }

    private void refused(OutboxMessage message, SmsFailure failure) {
        boolean elsewhere = failure.cause() == Cause.REGION || failure.cause() == Cause.OTHER;
        Optional<String> other =
                elsewhere ? routes.after(message.from(), name()) : Optional.empty();
        if (other.isPresent()) {
            reroute(message, other.get());
            return;
        }
        if (failure.cause() == Cause.OPTED_OUT) {
            store.people().block(message.from(), message.to().getFirst(), true, clock.instant());
        }
        store.outbox().end(message, failure).ifPresent(notices::ended);
    }

    private void elsewhereOr(OutboxMessage message, Runnable otherwise) {
        Optional<String> other = routes.instead(message.from(), name());
        other.ifPresentOrElse(account -> reroute(message, account), otherwise);
    }

    private void retry(OutboxMessage message, Duration after, String reason, int attempts) {
        Instant now = clock.instant();
        if (message.since().plus(PATIENCE).isBefore(now)) {
            store.outbox()
                    .end(message, new SmsFailure(Cause.EXPIRED, reason))
                    .ifPresent(notices::ended);
            return;
        }
        Duration backoff =
                Duration.ofSeconds(Math.min(LONGEST_BACKOFF, 2L << Math.min(attempts, 9)));
        store.outbox()
                .later(message.id(), now.plus(after.compareTo(backoff) > 0 ? after : backoff));
        if (attempts == 2) {
            notices.delayed(message, reason);
        }
    }

    private void worked() {
        if (breaker.worked()) {
            LOG.info("sms.account=up account={}", name());
            notices.health(name(), false);
        }
    }

    private void failed(boolean surely, String reason) {
        if (breaker.failed(clock.instant(), surely)) {
            LOG.warn("sms.account=down account={} reason=\"{}\"", name(), reason);
            notices.health(name(), true);
        }
    }

    private String name() {
        return account.name();
    }
}
