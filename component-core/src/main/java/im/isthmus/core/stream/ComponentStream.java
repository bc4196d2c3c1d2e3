package im.isthmus.core.stream;

import im.isthmus.core.stream.link.IncomingStanzas;
import im.isthmus.core.stream.link.Link;
import im.isthmus.core.stream.link.LinkLoop;
import im.isthmus.core.stream.link.PendingRequests;
import im.isthmus.core.stream.link.StreamCounters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A component's connection to its XMPP server (XEP-0114), kept up for ever: it reconnects after
 * whatever ends it until {@link #close}.
 *
 * <p>It keeps nothing across connections. What was sent and not yet read by the server when a link
 * is lost is lost (XEP-0198 does not exist for components): a layer above that promised delivery
 * sends again after {@link StreamListener#connected}.
 */
public final class ComponentStream implements StanzaSink, IqSender, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentStream.class);

    private final StreamConfig config;
    private final StreamCounters counters = new StreamCounters();
    private final OutgoingAddresses addresses;
    private final PendingRequests requests;
    private final LinkLoop loop;
    private final Thread thread;

    public ComponentStream(StreamConfig config, StreamListener listener) {
        this.config = config;
        this.addresses = new OutgoingAddresses(config.domain());
        this.requests = new PendingRequests(config.domain());
        IncomingStanzas incoming =
                new IncomingStanzas(config.domain(), requests, listener, this::sendWithoutWaiting);
        this.loop = new LinkLoop(config, counters, requests, incoming, listener);
        this.thread = Thread.ofPlatform().name("stream-" + config.domain()).unstarted(loop);
    }

    /**
     * Connects in the background and returns at once, whether the server is up or not.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    /**
     * {@inheritDoc}
     *
     * @throws StreamDownException if there is no connection, or it is lost while this waits
     */
    @Override
    public void send(Element stanza) {
        addresses.check(stanza);
        Link current = loop.link();
        if (current == null) {
            throw new StreamDownException("not connected to the XMPP server");
        }
        current.outbox().put(stanza);
        counters.stanzasOut.increment();
    }

    /** For answers given on the reading thread, which must go on reading. */
    private void sendWithoutWaiting(Element stanza) {
        Link current = loop.link();
        if (current != null && current.outbox().offer(stanza)) {
            counters.stanzasOut.increment();
        } else {
            LOG.warn("answer.dropped domain={} reason=outgoing buffer full", config.domain());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Answers are matched by id and sender. What depends on one runs in order with {@link
     * StreamListener#received}.
     *
     * @throws IllegalArgumentException as {@link #send}
     */
    @Override
    public CompletableFuture<Element> request(Element iq, Duration timeout) {
        CompletableFuture<Element> result = new CompletableFuture<>();
        var _ =
                exchange(iq, timeout)
                        .whenComplete((answer, failure) -> {
                            if (failure != null) {
                                result.completeExceptionally(failure);
                            } else if ("error".equals(answer.attributeValue("type"))) {
                                result.completeExceptionally(IqErrorException.in(answer));
                            } else {
                                result.complete(answer);
                            }
                        });
        return result;
    }

    /** As {@link #request}, but an answer of type error is an answer too. */
    public CompletableFuture<Element> exchange(Element iq, Duration timeout) {
        addresses.check(iq);
        CompletableFuture<Element> answer = requests.add(iq, timeout);
        if (answer.isDone()) {
            return answer;
        }
        try {
            send(iq);
        } catch (StreamDownException | IllegalArgumentException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** Whether {@link #send} would take a stanza now. */
    public boolean isConnected() {
        return loop.link() != null;
    }

    /** How many bytes wait to be written. */
    public long bytesQueued() {
        Link current = loop.link();
        return current == null ? 0 : current.outbox().size();
    }

    /** The counters as they are now; callable from any thread. */
    public StreamStatistics statistics() {
        return new StreamStatistics(
                isConnected(),
                counters.connections.sum(),
                counters.stanzasIn.sum(),
                counters.stanzasOut.sum(),
                counters.stanzasRefused.sum(),
                counters.bytesIn.sum(),
                counters.bytesOut.sum(),
                bytesQueued(),
                counters.parserRotations.sum(),
                requests.size());
    }

    /**
     * Ends the connection after what was sent before has left, and all reconnecting. Waits for
     * that, at most twice {@link StreamTimings#close}, unless called by the listener.
     */
    @Override
    public void close() {
        loop.close();
        if (Thread.currentThread().equals(thread) || thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(config.timings().close())) {
                loop.abort();
                if (!thread.join(config.timings().close())) {
                    LOG.warn("stream.close domain={} reason=the listener hangs", config.domain());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
