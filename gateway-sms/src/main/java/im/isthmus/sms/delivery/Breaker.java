package im.isthmus.sms.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps us from knocking at a provider's door that stays shut: after a few failures in a row it is
 * left alone for a while, longer each time, then tried with one message.
 */
final class Breaker {
    private static final int FAILURES = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private int failures;
    private Instant openUntil = Instant.EPOCH;

    /** Whether it may be tried now, when so many requests are under way. */
    synchronized boolean allows(Instant now, int underWay) {
        return !now.isBefore(openUntil) && (!isOpen() || underWay == 0);
    }

    /** Whether it is in trouble; it may be tried all the same. */
    synchronized boolean isOpen() {
        return failures >= FAILURES;
    }

    /** When it may be tried again. */
    synchronized Instant until() {
        return openUntil;
    }

    /**
     * It failed.
     *
     * @param surely whether the next try will surely fail too, as with wrong credentials
     * @return whether that brought it into trouble
     */
    synchronized boolean failed(Instant now, boolean surely) {
        boolean before = isOpen();
        failures = surely ? Math.max(failures + 1, FAILURES) : failures + 1;
        if (isOpen()) {
            Duration wait = SHORTEST.multipliedBy(1L << Math.min(failures - FAILURES, 8));
            openUntil = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
        return !before && isOpen();
    }

    /** It worked; whether that was the end of a trouble. */
    synchronized boolean worked() {
        boolean before = isOpen();
        failures = 0;
        openUntil = Instant.EPOCH;
        return before;
    }

    /** It wants to be left alone until then, without being in trouble. */
    synchronized void pause(Instant until) {
        openUntil = openUntil.isAfter(until) ? openUntil : until;
    }
}
