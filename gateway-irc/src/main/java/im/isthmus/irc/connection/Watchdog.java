package im.isthmus.irc.connection;

import im.isthmus.irc.connection.dialing.ConnectionConfig.Timeouts;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a connection is alive, and that what should end does. Looks again when something
 * can be due next, and keeps no thread meanwhile.
 */
final class Watchdog {
    private final Timeouts timeouts;
    private final Subject subject;
    private final ScheduledExecutorService clock;
    private final long mostSleep;
    private long startedAt = System.nanoTime();
    private @Nullable Future<?> next;
    private long pingedAt;
    private boolean pinged;
    private boolean hurried;

    /** What is watched. Times are of System.nanoTime. Nothing here may block. */
    interface Subject {
        boolean over();

        /** Since when it should be closing; null if it should not. */
        @Nullable Long closingAt();

        boolean registered();

        /** When the server was last heard of; now, while nobody has ears for it. */
        long heardAt();

        /** When the write began that is going on; MAX_VALUE if none is. */
        long writingSince();

        void ping();

        /** Too long without what the server could say before it knows the user. */
        void introductionOverdue();

        /** Too long without the end of the welcome. */
        void registrationOverdue();

        void timedOut(String text);

        void abort();
    }

    Watchdog(Timeouts timeouts, Subject subject, ScheduledExecutorService clock) {
        this.timeouts = timeouts;
        this.subject = subject;
        this.clock = clock;
        this.mostSleep = Math.min(timeouts.silence().toNanos(), timeouts.pong().toNanos());
    }

    /** The conversation has begun. */
    synchronized void begin() {
        startedAt = System.nanoTime();
        look();
    }

    /** Does what is due, now and from now on. */
    synchronized void look() {
        if (next != null) {
            next.cancel(false);
        }
        if (!subject.over()) {
            long left = Math.clamp(check(System.nanoTime()), 1, mostSleep);
            next = clock.schedule(this::look, left, TimeUnit.NANOSECONDS);
        }
    }

    /** Does what is due and tells in how many nanoseconds something else can be. */
    private long check(long now) {
        Long closingAt = subject.closingAt();
        if (closingAt != null) {
            long left = closingAt + timeouts.quit().toNanos() - now;
            if (left <= 0) {
                subject.abort();
            }
            return left <= 0 ? mostSleep : left;
        }
        long stuck = subject.writingSince();
        if (stuck != Long.MAX_VALUE && now - stuck > timeouts.pong().toNanos()) {
            subject.timedOut("The server does not read");
            return mostSleep;
        }
        return subject.registered() ? checkSilence(now) : checkWelcome(now);
    }

    private long checkWelcome(long now) {
        long left = startedAt + timeouts.registration().toNanos() - now;
        long patience = startedAt + timeouts.introduction().toNanos() - now;
        if (left <= 0) {
            subject.registrationOverdue();
        } else if (patience <= 0 && !hurried) {
            hurried = true;
            subject.introductionOverdue();
        }
        return left <= 0 ? mostSleep : hurried ? left : Math.min(left, patience);
    }

    private long checkSilence(long now) {
        long heardAt = subject.heardAt();
        if (pinged && heardAt - pingedAt <= 0) {
            long left = pingedAt + timeouts.pong().toNanos() - now;
            if (left <= 0) {
                subject.timedOut("The server does not answer");
            }
            return left <= 0 ? mostSleep : left;
        }
        pinged = false;
        long left = heardAt + timeouts.silence().toNanos() - now;
        if (left <= 0) {
            pinged = true;
            pingedAt = now;
            subject.ping();
        }
        return left <= 0 ? mostSleep : left;
    }
}
