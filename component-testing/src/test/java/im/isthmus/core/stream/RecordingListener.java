package im.isthmus.core.stream;

import im.isthmus.core.address.InvalidJidException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;

/** Keeps all that a stream tells, in order, for a test to wait for. */
final class RecordingListener implements StreamListener {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> connected = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
    private final BlockingQueue<Stanza> stanzas = new LinkedBlockingQueue<>();
    private final BlockingQueue<Element> unaddressable = new LinkedBlockingQueue<>();

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final CountDownLatch holding = new CountDownLatch(1);
    private final Semaphore released = new Semaphore(0);
    private volatile String held = "nothing";

    @Override
    public void connected() {
        connected.add("");
    }

    @Override
    public void disconnected(String reason) {
        disconnected.add(reason);
    }

    @Override
    public void received(Stanza stanza) {
        if (failing.contains(String.valueOf(stanza.id()))) {
            throw new IllegalArgumentException("as the test wants it");
        }
        if (held.equals(stanza.id())) {
            holding.countDown();
            released.acquireUninterruptibly();
        }
        stanzas.add(stanza);
    }

    /** Throws at the stanza with this id. */
    void failOn(String id) {
        failing.add(id);
    }

    /** Blocks at the stanza with this id until released. */
    void holdOn(String id) {
        held = id;
    }

    void awaitHeld() {
        try {
            if (!holding.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the stanza to hold did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void release() {
        released.release();
    }

    @Override
    public void unaddressable(Element stanza, InvalidJidException problem) {
        unaddressable.add(stanza);
    }

    void awaitConnected() {
        take(connected, "connection");
    }

    String awaitDisconnected() {
        return take(disconnected, "end of the connection");
    }

    Stanza awaitStanza() {
        return take(stanzas, "stanza");
    }

    /** The next one to there; others before it are passed over. */
    Stanza awaitStanzaTo(String bareJid) {
        Stanza next = awaitStanza();
        while (!next.to().bare().toString().equals(bareJid)) {
            next = awaitStanza();
        }
        return next;
    }

    Element awaitUnaddressable() {
        return take(unaddressable, "unaddressable stanza");
    }

    boolean hasDisconnected() {
        return !disconnected.isEmpty();
    }

    private static <T> T take(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + what);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
