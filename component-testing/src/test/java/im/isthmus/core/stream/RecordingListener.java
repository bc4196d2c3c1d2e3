package im.isthmus.core.stream;

import im.isthmus.core.address.InvalidJidException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;

/** Keeps all that a stream tells, in order, for a test to wait for. */
final class RecordingListener implements StreamListener {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> connected = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
    private final BlockingQueue<Stanza> stanzas = new LinkedBlockingQueue<>();
    private final BlockingQueue<Element> unaddressable = new LinkedBlockingQueue<>();

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
        stanzas.add(stanza);
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
