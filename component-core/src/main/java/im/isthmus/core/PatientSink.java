package im.isthmus.core;

import im.isthmus.core.stream.StanzaSink;
import im.isthmus.core.stream.StreamDownException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bridges the time in which the stream is down: whoever sends waits for it to come back, which
 * holds up the legacy side instead of losing what it says. In an outage that lasts longer nobody
 * waits, or the legacy side would be lost as well: what was not sent is counted and logged. What
 * was sent is looked at for errors, which are counted by their condition.
 */
final class PatientSink implements StanzaSink {
    private static final Logger LOG = LoggerFactory.getLogger(PatientSink.class);

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong lost = new AtomicLong();
    private final Consumer<String> errors;
    private @Nullable StanzaSink stream;
    private boolean up;
    private long downSince;
    private boolean ended;

    /**
     * A sink without a stream yet.
     *
     * @param patience how long the stream may be down before stanzas are given up
     * @param errors is told the condition of each error that was sent (RFC 6120 section 8.3.3)
     */
    PatientSink(Duration patience, Consumer<String> errors) {
        this.patience = patience;
        this.errors = errors;
        this.downSince = System.nanoTime();
    }

    /** Where stanzas go from now on. */
    void attach(StanzaSink to) {
        stream = to;
    }

    /** The stream came up or went down. */
    void setUp(boolean now) {
        lock.lock();
        try {
            if (up && !now) {
                downSince = System.nanoTime();
            }
            up = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Stanzas given up since the start. */
    long lost() {
        return lost.get();
    }

    @Override
    public void send(Element stanza) {
        StanzaSink to = stream;
        while (to != null) {
            try {
                to.send(stanza);
                sent(stanza);
                return;
            } catch (StreamDownException e) {
                if (!awaitUp()) {
                    break;
                }
            } catch (IllegalArgumentException e) {
                LOG.error("stanza=refused-by-writer name={}", stanza.getName(), e);
                return;
            }
        }
        lost.incrementAndGet();
        LOG.warn(
                "stanza=lost reason=stream-down name={} to={}",
                stanza.getName(),
                stanza.attributeValue("to"));
    }

    /**
     * Sends without waiting for a lost stream: for the thread that reads the stream, on which the
     * reconnecting itself depends.
     */
    void sendAtOnce(Element stanza) {
        StanzaSink to = stream;
        if (to == null) {
            return;
        }
        try {
            to.send(stanza);
            sent(stanza);
        } catch (StreamDownException e) {
            lost.incrementAndGet();
            LOG.warn("stanza=lost reason=stream-down name={}", stanza.getName());
        }
    }

    private void sent(Element stanza) {
        if ("error".equals(stanza.attributeValue("type"))) {
            Element error = stanza.element("error");
            List<Element> parts = error == null ? List.of() : error.elements();
            errors.accept(parts.isEmpty() ? "" : parts.getFirst().getName());
        }
    }

    private boolean awaitUp() {
        lock.lock();
        try {
            long deadline = downSince + patience.toNanos();
            while (!up && !ended) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !changed.await(left, TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
