package im.isthmus.core.stream.link;

import im.isthmus.core.content.Hash;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.core.stream.transport.Transport;
import im.isthmus.core.stream.xml.RefusedXmlException;
import im.isthmus.core.stream.xml.StanzaReader;
import im.isthmus.core.stream.xml.StreamHeader;
import im.isthmus.core.stream.xml.XmlBuffer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** One connection to the server, from connecting to its end (XEP-0114 section 3). */
public final class Link implements StanzaReader.Handler, LinkWatch.Watched {
    private static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";
    private static final String END_TAG = "</stream:stream>";
    private static final int READ_BYTES = 16 * 1024;

    /** What the stream does with what happens here; all on the thread in {@link #run}. */
    interface Owner {
        void established(Link link);

        void stanza(Element stanza);

        void skipped(@Nullable Element head, String problem);

        /** A request that makes the server send something; from another thread. */
        Element ping();
    }

    private final StreamConfig config;
    private final StreamCounters counters;
    private final Owner owner;
    private final Transport transport;
    private final Outbox outbox;
    private final LinkWatch watch;
    private final AtomicReference<@Nullable LinkEnd> end = new AtomicReference<>();

    private volatile boolean established;
    private boolean connected;
    private boolean heard;
    private boolean over;
    private @Nullable Thread writer;

    Link(StreamConfig config, StreamCounters counters, Owner owner) {
        this.config = config;
        this.counters = counters;
        this.owner = owner;
        this.transport = Transport.to(config.endpoint());
        this.outbox = new Outbox(config.limits());
        this.watch = new LinkWatch(config.timings(), this);
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Connects and reads until the end, which it returns. */
    LinkEnd run() {
        Thread.ofVirtual().name("stream-watch-" + config.domain()).start(watch);
        try {
            transport.connect((int) config.timings().connect().toMillis());
            connected = true;
            writer = Thread.ofVirtual().name("stream-write-" + config.domain()).start(this::write);
            outbox.putMarkup(openTag());
            read();
        } catch (RefusedXmlException e) {
            refuse(e);
        } catch (SSLException e) {
            tlsFailed(e);
        } catch (IOException e) {
            lost(plain(e));
        } finally {
            tearDown();
        }
        LinkEnd reason = end.get();
        return reason == null ? new LinkEnd(LinkEnd.Cause.NETWORK, "ended") : reason;
    }

    private String openTag() {
        return "<?xml version='1.0'?><stream:stream xmlns='"
                + StreamHeader.COMPONENT
                + "' xmlns:stream='"
                + StreamHeader.STREAMS
                + "' to='"
                + config.domain()
                + "'>";
    }

    private void read() throws IOException, RefusedXmlException {
        StanzaReader reader = new StanzaReader(config.limits().reading(), this);
        byte[] buffer = new byte[READ_BYTES];
        while (!over) {
            watch.reading();
            int count = transport.read(buffer);
            watch.heard();
            if (count < 0) {
                lost("the connection was closed without </stream:stream>");
                return;
            }
            heard = true;
            counters.bytesIn.add(count);
            reader.feed(buffer, count);
        }
    }

    /** A connection that breaks under TLS is a TLS exception too, but nothing to configure. */
    private void tlsFailed(SSLException e) {
        boolean broken = established;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            broken |= cause instanceof SocketException || cause instanceof EOFException;
        }
        endWith(broken ? LinkEnd.Cause.NETWORK : LinkEnd.Cause.TLS, "TLS: " + e.getMessage());
    }

    private void lost(String reason) {
        boolean refused = connected && !heard && config.endpoint() instanceof Endpoint.Tcp;
        endWith(
                LinkEnd.Cause.NETWORK,
                refused ? reason + " (as ports do that expect TLS)" : reason);
    }

    /** Without the names of Java's classes, where the message does without. */
    private static String plain(IOException e) {
        String message = e.getMessage();
        if (message == null) {
            return e.toString();
        }
        return (e instanceof UnknownHostException ? "unknown host " : "") + message;
    }

    /** The writer's thread. */
    private void write() {
        try {
            XmlBuffer full = outbox.take();
            while (full != null) {
                write(full);
                full = outbox.take();
            }
            transport.finish();
        } catch (IOException e) {
            endWith(LinkEnd.Cause.NETWORK, "writing: " + e);
            transport.abort();
        } catch (InterruptedException e) {
            transport.abort();
        }
    }

    /** In pieces, so that a slow server is told from a dead one. */
    private void write(XmlBuffer full) throws IOException {
        int from = 0;
        while (from < full.size()) {
            int length = Math.min(64 * 1024, full.size() - from);
            watch.writing();
            transport.write(full.bytes(), from, length);
            watch.written();
            counters.bytesOut.add(length);
            from += length;
        }
    }

    @Override
    public void header(StreamHeader header) throws RefusedXmlException {
        if (!header.content().isEmpty() && !header.content().equals(StreamHeader.COMPONENT)) {
            endWith(
                    LinkEnd.Cause.NOT_A_COMPONENT_PORT,
                    "the server speaks " + header.content() + " there");
            throw new RefusedXmlException("invalid-namespace", "not " + StreamHeader.COMPONENT);
        }
        // Without an id there is nothing to prove; a stream error follows that says why.
        if (!header.id().isEmpty()) {
            outbox.putMarkup("<handshake>" + proof(header.id()) + "</handshake>");
        }
    }

    private String proof(String id) {
        return Hash.SHA1.hex(id + config.secret());
    }

    @Override
    public void stanza(Element element) {
        counters.stanzasIn.increment();
        if (element.getNamespaceURI().equals(StreamHeader.STREAMS)) {
            if (element.getName().equals("error")) {
                streamError(element);
            }
        } else if (established) {
            owner.stanza(element);
        } else if (element.getName().equals("handshake")) {
            established = true;
            watch.established();
            owner.established(this);
        }
    }

    private void streamError(Element error) {
        String condition = "undefined-condition";
        String text = "";
        for (Element child : error.elements()) {
            if (child.getName().equals("text")) {
                text = child.getText();
            } else if (child.getNamespaceURI().equals(STREAM_ERRORS)) {
                condition = child.getName();
            }
        }
        endWith(LinkEnd.streamError(condition, text));
        end();
    }

    @Override
    public void skipped(@Nullable Element head, String problem) {
        counters.stanzasIn.increment();
        counters.stanzasRefused.increment();
        owner.skipped(head, problem);
    }

    @Override
    public void rotated() {
        counters.parserRotations.increment();
    }

    @Override
    public void end() {
        endWith(LinkEnd.Cause.SERVER, "the server closed the stream");
        over = true;
        outbox.finish(END_TAG);
    }

    private void refuse(RefusedXmlException e) {
        endWith(
                established ? LinkEnd.Cause.SERVER : LinkEnd.Cause.NOT_A_COMPONENT_PORT,
                "the server sent what a stream must not contain: " + e.getMessage());
        over = true;
        outbox.finish(
                "<stream:error><"
                        + e.condition()
                        + " xmlns='"
                        + STREAM_ERRORS
                        + "'/></stream:error>"
                        + END_TAG);
    }

    /** Ends it from any thread, after what was sent before has left. */
    void close() {
        endWith(LinkEnd.Cause.CLOSED, "closed by us");
        if (established) {
            outbox.finish(END_TAG);
        } else {
            transport.abort();
        }
    }

    /** Ends it from any thread at once. */
    void abort() {
        endWith(LinkEnd.Cause.CLOSED, "closed by us");
        transport.abort();
    }

    @Override
    public boolean ping() {
        return outbox.offer(owner.ping());
    }

    @Override
    public void dead(String reason) {
        endWith(LinkEnd.Cause.NETWORK, reason);
        transport.abort();
        outbox.close();
    }

    private void endWith(LinkEnd.Cause cause, String reason) {
        endWith(new LinkEnd(cause, reason));
    }

    /** The first reason counts: the others follow from it. */
    private void endWith(LinkEnd reason) {
        end.compareAndSet(null, reason);
    }

    private void tearDown() {
        Thread running = writer;
        try {
            if (running != null && over) {
                running.join(config.timings().close());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.stop();
        outbox.close();
        transport.abort();
    }
}
