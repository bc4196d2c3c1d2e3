package im.isthmus.core.stream.link;

import im.isthmus.core.stream.StreamDownException;
import im.isthmus.core.stream.StreamLimits;
import im.isthmus.core.stream.xml.StanzaWriter;
import im.isthmus.core.stream.xml.XmlBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one link, in two buffers: senders fill one of them, each on its own
 * thread, while the writer empties the other. So whatever gathers during one write leaves with the
 * next one. Senders wait while it is full.
 */
public final class Outbox {
    /** Buffers that grew beyond this are given back once they are empty. */
    private static final int KEPT = 256 * 1024;

    private final StreamLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition space = lock.newCondition();

    private XmlBuffer filling = new XmlBuffer(16 * 1024);
    private XmlBuffer emptying = new XmlBuffer(16 * 1024);
    private boolean writerWaits;
    private boolean finishing;
    private boolean closed;

    public Outbox(StreamLimits limits) {
        this.limits = limits;
    }

    /**
     * Appends a stanza; waits for room first.
     *
     * @throws IllegalArgumentException if it is larger than a stanza may be
     * @throws StreamDownException if the link is gone, or goes while this waits
     */
    public void put(Element stanza) {
        lock.lock();
        try {
            while (filling.size() >= limits.outgoingBytes() && !finishing && !closed) {
                space.awaitUninterruptibly();
            }
            append(stanza);
        } finally {
            lock.unlock();
        }
    }

    /** Appends a stanza if there is room, for senders that must never wait. */
    public boolean offer(Element stanza) {
        lock.lock();
        try {
            if (filling.size() >= limits.outgoingBytes() || finishing || closed) {
                return false;
            }
            append(stanza);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void append(Element stanza) {
        if (finishing || closed) {
            throw new StreamDownException("the connection to the XMPP server is gone");
        }
        int start = filling.size();
        boolean whole = false;
        filling.limit(start + limits.stanzaBytes());
        try {
            StanzaWriter.write(stanza, filling);
            int length = filling.size() - start;
            if (length > limits.stanzaBytes()) {
                throw new IllegalArgumentException(
                        "a stanza of " + length + " bytes, more than " + limits.stanzaBytes());
            }
            whole = true;
        } finally {
            filling.limit(Integer.MAX_VALUE);
            if (!whole) {
                filling.truncate(start);
            }
        }
        wakeWriter();
    }

    /** Appends markup of the stream itself, whether there is room or not. */
    void putMarkup(String xml) {
        lock.lock();
        try {
            filling.markup(xml);
            wakeWriter();
        } finally {
            lock.unlock();
        }
    }

    private void wakeWriter() {
        if (writerWaits) {
            writerWaits = false;
            changed.signal();
        }
    }

    /**
     * Waits until there is something to write and hands it to the one writer, who has written it
     * all when calling again.
     *
     * @return null when there is nothing more to come
     */
    public @Nullable XmlBuffer take() throws InterruptedException {
        lock.lock();
        try {
            emptying.clear(KEPT);
            while (filling.size() == 0 && !finishing && !closed) {
                writerWaits = true;
                changed.await();
            }
            if (closed || filling.size() == 0) {
                return null;
            }
            XmlBuffer full = filling;
            filling = emptying;
            emptying = full;
            space.signalAll();
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** No more senders; what is here still leaves, and this markup after it. */
    void finish(String lastMarkup) {
        lock.lock();
        try {
            if (!finishing && !closed) {
                finishing = true;
                filling.markup(lastMarkup);
                changed.signal();
                space.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing leaves any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that no write call was given yet, at most the limit and one stanza. */
    public long size() {
        lock.lock();
        try {
            return (long) filling.size() + emptying.size();
        } finally {
            lock.unlock();
        }
    }
}
