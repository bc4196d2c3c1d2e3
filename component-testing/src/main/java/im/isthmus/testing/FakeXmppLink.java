package im.isthmus.testing;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** One component's connection as a {@link FakeXmppServer} sees it. */
public final class FakeXmppLink {
    private static final String STREAM_NAMESPACES =
            "xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'";

    /** Something that may fail. */
    interface Action {
        void run() throws IOException;
    }

    /** The connection below, of whatever kind. */
    record Wire(InputStream in, OutputStream out, Action fin, Action close, Action reset) {
        static Wire of(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return new Wire(
                    socket.getInputStream(),
                    socket.getOutputStream(),
                    socket::shutdownOutput,
                    socket::close,
                    () -> {
                        socket.setSoLinger(true, 0);
                        socket.close();
                    });
        }
    }

    private final Wire wire;
    private final String domain;
    private final String secret;
    private final FakeXmppServer.Welcome welcome;
    private final BlockingQueue<Element> stanzas = new LinkedBlockingQueue<>();
    private final AtomicLong received = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore reading = new Semaphore(1);

    private volatile boolean silent;
    private volatile boolean discarding;
    private volatile @Nullable String fault;
    private volatile boolean endedCleanly;

    FakeXmppLink(Wire wire, String domain, String secret, FakeXmppServer.Welcome welcome) {
        this.wire = wire;
        this.domain = domain;
        this.secret = secret;
        this.welcome = welcome;
    }

    void run(Consumer<FakeXmppLink> accepted) {
        try {
            if (welcome instanceof FakeXmppServer.Welcome.Silence) {
                wire.in().transferTo(OutputStream.nullOutputStream());
            } else if (welcome instanceof FakeXmppServer.Welcome.Say say) {
                send(say.bytes());
                wire.fin().run();
                wire.in().transferTo(OutputStream.nullOutputStream());
            } else {
                speak(accepted);
            }
        } catch (XMLStreamException e) {
            fail("not-well-formed", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // The component is gone.
        } finally {
            closed.countDown();
        }
    }

    private void speak(Consumer<FakeXmppLink> accepted) throws IOException, XMLStreamException {
        XMLStreamReader xml = new InputFactoryImpl().createXMLStreamReader(gated(), "UTF-8");
        while (xml.next() != XMLStreamReader.START_ELEMENT) {
            // Up to the component's stream header.
        }
        String id = UUID.randomUUID().toString();
        if (welcome instanceof FakeXmppServer.Welcome.RefuseAtOnce refusal) {
            send("<?xml version='1.0'?><stream:stream " + STREAM_NAMESPACES + ">");
            streamError(refusal.condition(), "");
            return;
        }
        if (!domain.equals(xml.getAttributeValue(null, "to"))) {
            send("<?xml version='1.0'?><stream:stream " + STREAM_NAMESPACES + ">");
            streamError("host-unknown", "");
            return;
        }
        send(
                "<?xml version='1.0'?><stream:stream "
                        + (STREAM_NAMESPACES + " from='" + domain + "' id='" + id + "'>"));
        Element handshake = XmlTrees.next(xml);
        if (handshake == null || !handshake.getText().equals(proof(id))) {
            streamError("not-authorized", "");
            return;
        }
        if (welcome instanceof FakeXmppServer.Welcome.Refuse refusal) {
            streamError(refusal.condition(), refusal.text());
            return;
        }
        send("<handshake/>");
        accepted.accept(this);
        receiveAll(xml);
    }

    /** The component's bytes, unless the test has said not to read. */
    private InputStream gated() {
        return new java.io.FilterInputStream(wire.in()) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                reading.acquireUninterruptibly();
                reading.release();
                return super.read(bytes, from, length);
            }
        };
    }

    private String proof(String id) {
        try {
            byte[] text = (id + secret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receiveAll(XMLStreamReader xml) throws IOException, XMLStreamException {
        Element stanza = XmlTrees.next(xml);
        while (stanza != null) {
            receive(stanza);
            stanza = XmlTrees.next(xml);
        }
        endedCleanly = true;
        if (!silent) {
            end();
        }
    }

    private void receive(Element stanza) throws IOException {
        String from = stanza.attributeValue("from", "");
        String to = stanza.attributeValue("to", "");
        if (!host(from).equals(domain)) {
            fail("invalid-from", "from='" + from + "'");
            return;
        }
        if (to.isEmpty()) {
            fail("improper-addressing", "no to");
            return;
        }
        if (host(to).equals(domain)) {
            if (!silent) {
                send(stanza.asXML());
            }
            return;
        }
        received.incrementAndGet();
        if (!discarding) {
            stanzas.add(stanza);
        }
    }

    private static String host(String jid) {
        String bare = jid.substring(0, jid.indexOf('/') < 0 ? jid.length() : jid.indexOf('/'));
        return bare.substring(bare.indexOf('@') + 1);
    }

    /**
     * What the component did wrong, as a server would say it in a stream error; null if nothing.
     */
    public @Nullable String fault() {
        return fault;
    }

    private void fail(String condition, String text) {
        fault = condition + ": " + text;
        streamError(condition, text);
    }

    /** Sends XML as it is. */
    public void send(String xml) {
        send(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are. */
    public synchronized void send(byte[] bytes) {
        try {
            wire.out().write(bytes);
            wire.out().flush();
        } catch (IOException e) {
            // The component is gone, which is seen by reading.
        }
    }

    /** The next stanza the component sent to somebody else. */
    public Element awaitStanza() {
        return awaitStanza(stanza -> true);
    }

    /** The next stanza that is so; others before it are passed over. */
    public Element awaitStanza(Predicate<Element> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FakeXmppServer.PATIENCE_SECONDS);
        try {
            while (true) {
                Element next = stanzas.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError("no such stanza came; fault: " + fault);
                }
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A stanza that has come and was not awaited yet, null if there is none now. */
    public @Nullable Element pollStanza() {
        return stanzas.poll();
    }

    /** How many stanzas came in all. */
    public long received() {
        return received.get();
    }

    /** From now on stanzas are counted but not kept. */
    public void discardStanzas() {
        discarding = true;
    }

    /** Ends the stream as a server that shuts down does. */
    public void end() {
        send("</stream:stream>");
        fin();
    }

    /** Closes our side without a word. */
    public void fin() {
        quietly(wire.fin());
    }

    /** Ends the stream with an error (RFC 6120 section 4.9). */
    public void streamError(String condition, String text) {
        send(
                "<stream:error><"
                        + condition
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>"
                        + text
                        + "</text></stream:error>");
        end();
    }

    /** Breaks the connection, with a TCP reset where there is TCP. */
    public void reset() {
        quietly(wire.reset());
    }

    /** From now on nothing is answered or routed, as if the cable was cut. */
    public void goSilent() {
        silent = true;
    }

    /** From now on the component's bytes are not read, so that it cannot write at some time. */
    public void stopReading() {
        reading.acquireUninterruptibly();
    }

    /** Undoes {@link #stopReading}. */
    public void resumeReading() {
        reading.release();
    }

    /** Waits until the component has closed its side. */
    public void awaitClosed() {
        try {
            if (!closed.await(FakeXmppServer.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the component did not close the connection");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether the component's last word was {@code </stream:stream>}. */
    public boolean endedCleanly() {
        return endedCleanly;
    }

    private static void quietly(Action action) {
        try {
            action.run();
        } catch (IOException | UnsupportedOperationException e) {
            // It is closed already, or TLS that cannot be half closed.
        }
    }
}
