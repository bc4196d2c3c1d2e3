package im.isthmus.core.stream.link;

import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.StreamListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Makes one link after the other until closed; the thread in it reads the stream. */
public final class LinkLoop implements Runnable, Link.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);
    private static final String UNREACHABLE =
            " note=\"is the XMPP server up, and is this its port for components? It is tried for ever\"";
    private static final QName PING = new QName("ping", new Namespace("", "urn:xmpp:ping"));

    private final StreamConfig config;
    private final StreamCounters counters;
    private final PendingRequests requests;
    private final IncomingStanzas incoming;
    private final StreamListener listener;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile @Nullable Link attempt;
    private volatile @Nullable Link link;
    private long establishedAt;
    private LinkEnd.@Nullable Cause told;

    public LinkLoop(
            StreamConfig config,
            StreamCounters counters,
            PendingRequests requests,
            IncomingStanzas incoming,
            StreamListener listener) {
        this.config = config;
        this.counters = counters;
        this.requests = requests;
        this.incoming = incoming;
        this.listener = listener;
        this.backoff = new Backoff(config.timings(), RandomGenerator.getDefault());
    }

    /** The connection that stanzas leave on, null if there is none. */
    public @Nullable Link link() {
        return link;
    }

    /** No more links; the present one ends when what was sent before has left. */
    public void close() {
        closing.countDown();
        Link current = attempt;
        if (current != null) {
            current.close();
        }
    }

    /** The present link ends now. */
    public void abort() {
        Link current = attempt;
        if (current != null) {
            current.abort();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    @Override
    public void run() {
        try {
            while (!isClosing()) {
                Link next = new Link(config, counters, this);
                attempt = next;
                // close() may have come before it could see this attempt.
                if (!isClosing()) {
                    live(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.info("stream.closed domain={}", config.domain());
    }

    private void live(Link next) throws InterruptedException {
        LinkEnd end;
        try {
            end = next.run();
        } catch (RuntimeException | Error e) {
            // The gateway hangs on this thread: it goes on whatever happens.
            LOG.error("stream.failed domain={}", config.domain(), e);
            end = new LinkEnd(LinkEnd.Cause.NETWORK, e.toString());
        }
        boolean wasUp = link != null;
        Duration up = wasUp ? Duration.ofNanos(System.nanoTime() - establishedAt) : Duration.ZERO;
        link = null;
        if (wasUp) {
            down(end);
        }
        if (!isClosing()) {
            tell(end, wasUp);
            Duration wait = backoff.after(end, up);
            LOG.info("stream.retry domain={} wait={}ms", config.domain(), wait.toMillis());
            closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void down(LinkEnd end) {
        requests.failAll("the connection to the XMPP server was lost: " + end.reason());
        try {
            listener.disconnected(end.reason());
        } catch (RuntimeException e) {
            LOG.error("listener.failed domain={} at=disconnected", config.domain(), e);
        }
    }

    private void tell(LinkEnd end, boolean wasUp) {
        String hint = AdminHint.of(end.cause(), config.domain(), config.endpoint());
        if (!hint.isEmpty()) {
            LOG.error(
                    "stream.refused domain={} server={} reason={}",
                    config.domain(),
                    config.endpoint(),
                    end.reason());
            // Once: the next attempts fail in the same way until somebody acts.
            if (told != end.cause()) {
                hint.lines().forEach(line -> LOG.error("  {}", line));
            }
        } else if (wasUp) {
            LOG.warn("stream.lost domain={} reason={}", config.domain(), end.reason());
        } else {
            boolean again = told == end.cause();
            LOG.atLevel(again ? Level.INFO : Level.WARN)
                    .log(
                            "stream.unreachable domain={} server={} reason={}{}",
                            config.domain(),
                            config.endpoint(),
                            end.reason(),
                            again ? "" : UNREACHABLE);
        }
        told = end.cause();
    }

    @Override
    public void established(Link established) {
        counters.connections.increment();
        establishedAt = System.nanoTime();
        told = null;
        link = established;
        LOG.info("stream.up domain={} server={}", config.domain(), config.endpoint());
        try {
            listener.connected();
        } catch (RuntimeException e) {
            LOG.error("listener.failed domain={} at=connected", config.domain(), e);
        }
    }

    @Override
    public void stanza(Element stanza) {
        incoming.received(stanza);
    }

    @Override
    public void skipped(@Nullable Element head, String problem) {
        incoming.skipped(head, problem);
    }

    @Override
    public Element ping() {
        Element iq = new DefaultElement("iq");
        iq.addAttribute("type", "get");
        iq.addAttribute("id", requests.newId());
        iq.addAttribute("from", config.domain().toString());
        iq.addAttribute("to", config.domain().toString());
        iq.add(new DefaultElement(PING));
        return iq;
    }
}
