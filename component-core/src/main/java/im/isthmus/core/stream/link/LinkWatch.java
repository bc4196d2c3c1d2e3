package im.isthmus.core.stream.link;

import im.isthmus.core.stream.StreamTimings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices on its own thread when a link has died without saying so: in the handshake, when nothing
 * is heard, or when nothing can be written. Time in which we do not read ourselves, because the
 * layer above is busy, says nothing about the link and does not count.
 */
final class LinkWatch implements Runnable {
    /** What the watch can do about it. */
    interface Watched {
        /** Asks the server for a sign of life; must not wait. Returns whether it could. */
        boolean ping();

        /** Gives the link up. */
        void dead(String reason);
    }

    private static final long NOT = 0;

    private final StreamTimings timings;
    private final Watched watched;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long start = now();

    private volatile boolean established;
    private volatile long readingSince = NOT;
    private volatile long writingSince = NOT;
    private boolean pinged;

    LinkWatch(StreamTimings timings, Watched watched) {
        this.timings = timings;
        this.watched = watched;
    }

    /** Never {@link #NOT}. */
    private static long now() {
        long now = System.nanoTime();
        return now == NOT ? 1 : now;
    }

    void established() {
        established = true;
    }

    void reading() {
        readingSince = now();
    }

    void heard() {
        readingSince = NOT;
    }

    void writing() {
        writingSince = now();
    }

    void written() {
        writingSince = NOT;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stopped.await(interval().toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fine enough that death is noticed soon after it is due. */
    private Duration interval() {
        Duration shortest =
                timings.handshake().compareTo(timings.idle()) < 0
                        ? timings.handshake()
                        : timings.idle();
        return shortest.dividedBy(8).plusMillis(1);
    }

    private void check() {
        if (!established) {
            if (age(start).compareTo(timings.handshake()) > 0) {
                watched.dead("the handshake took longer than " + seconds(timings.handshake()));
            }
            return;
        }
        Duration silent = age(readingSince);
        Duration stuck = age(writingSince);
        if (silent.compareTo(timings.dead()) > 0) {
            watched.dead("nothing heard for " + seconds(timings.dead()));
        } else if (stuck.compareTo(timings.dead()) > 0) {
            watched.dead("nothing could be written for " + seconds(timings.dead()));
        } else if (silent.compareTo(timings.idle()) < 0) {
            pinged = false;
        } else if (!pinged) {
            pinged = watched.ping();
        }
    }

    private static Duration age(long since) {
        return since == NOT ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
