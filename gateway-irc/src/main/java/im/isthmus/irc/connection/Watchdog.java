package im.isthmus.irc.connection;

import im.isthmus.irc.connection.ConnectionConfig.Timeouts;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sees to it that a connection is alive, and that what should end does. Runs in its own thread. */
final class Watchdog implements Runnable {
    private final Timeouts timeouts;
    private final Subject subject;
    private final long bornAt = System.nanoTime();
    private long pingedAt;
    private boolean pinged;

    /** What is watched. Times are of System.nanoTime. */
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

        /** Too long without the end of the welcome. */
        void registrationOverdue();

        void timedOut(String text);

        void abort();
    }

    Watchdog(Timeouts timeouts, Subject subject) {
        this.timeouts = timeouts;
        this.subject = subject;
    }

    @Override
    public void run() {
        while (!subject.over()) {
            LockSupport.parkNanos(this, Math.max(1, check(System.nanoTime())));
        }
    }

    /** Does what is due and tells in how many nanoseconds to look again. */
    private long check(long now) {
        Long closingAt = subject.closingAt();
        if (closingAt != null) {
            return closing(closingAt + timeouts.quit().toNanos() - now);
        }
        long stuck = subject.writingSince();
        if (stuck != Long.MAX_VALUE && now - stuck > timeouts.pong().toNanos()) {
            subject.timedOut("The server does not read");
            return 0;
        }
        if (!subject.registered()) {
            long left = bornAt + timeouts.registration().toNanos() - now;
            if (left <= 0) {
                subject.registrationOverdue();
            }
            return left <= 0 ? timeouts.pong().toNanos() : left;
        }
        return checkSilence(now);
    }

    private long closing(long left) {
        if (left <= 0) {
            subject.abort();
        }
        return left <= 0 ? Duration.ofDays(1).toNanos() : left;
    }

    private long checkSilence(long now) {
        long heardAt = subject.heardAt();
        if (pinged && heardAt - pingedAt <= 0) {
            long left = pingedAt + timeouts.pong().toNanos() - now;
            if (left <= 0) {
                subject.timedOut("The server does not answer");
            }
            return left;
        }
        pinged = false;
        long left = heardAt + timeouts.silence().toNanos() - now;
        if (left <= 0) {
            pinged = true;
            pingedAt = now;
            subject.ping();
            return timeouts.pong().toNanos();
        }
        return Math.min(left, timeouts.pong().toNanos());
    }
}
