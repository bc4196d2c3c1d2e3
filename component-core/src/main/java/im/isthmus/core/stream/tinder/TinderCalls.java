package im.isthmus.core.stream.tinder;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StanzaReplies;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.StreamDownException;
import im.isthmus.core.stream.StreamListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.component.Component;
import org.xmpp.packet.Packet;

/** Calls a Tinder component as {@link TinderHost} promises, on threads that may wait. */
final class TinderCalls implements StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(TinderCalls.class);

    /** Stanzas handed to the component and not done with, at most. */
    private static final int CAPACITY = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Jid domain;
    private final Component component;
    private final Consumer<Element> answers;
    private final SenderLanes lanes = new SenderLanes(CAPACITY);

    /** Open once the component has been started for the present connection. */
    private CountDownLatch started = new CountDownLatch(0);

    TinderCalls(StreamConfig config, Component component, Consumer<Element> answers) {
        this.domain = config.domain();
        this.component = component;
        this.answers = answers;
    }

    /** On a thread of its own, since components may ask the server something in start(). */
    @Override
    public void connected() {
        CountDownLatch next = new CountDownLatch(1);
        started = next;
        Thread.ofVirtual()
                .start(() -> {
                    guarded("start", component::start);
                    next.countDown();
                });
    }

    @Override
    public void disconnected(String reason) {
        try {
            started.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!lanes.awaitIdle(PATIENCE)) {
                LOG.warn("component.busy domain={} at=shutdown", domain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        guarded("shutdown", component::shutdown);
    }

    private void guarded(String call, Runnable run) {
        try {
            run.run();
        } catch (RuntimeException e) {
            LOG.error("component.failed domain={} at={}", domain, call, e);
        }
    }

    @Override
    public void received(Stanza stanza) {
        CountDownLatch ready = started;
        lanes.submit(stanza.from(), () -> process(stanza, ready));
    }

    private void process(Stanza stanza, CountDownLatch ready) {
        try {
            ready.await();
            Packet packet = TinderPackets.of(stanza);
            if (packet == null) {
                refuse(stanza.element(), "bad-request", "no type of a " + stanza.kind());
                return;
            }
            component.processPacket(packet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException e) {
            LOG.warn("stanza.refused domain={} kind={}", domain, stanza.kind(), e);
            refuse(stanza.element(), "bad-request", "the component cannot take it");
        } catch (RuntimeException e) {
            LOG.error("component.failed domain={} at=processPacket", domain, e);
            if (stanza.kind() != Stanza.Kind.PRESENCE) {
                refuse(stanza.element(), "internal-server-error", "the component failed");
            }
        }
    }

    @Override
    public void unaddressable(Element stanza, InvalidJidException problem) {
        refuse(stanza, "jid-malformed", String.valueOf(problem.getMessage()));
    }

    private void refuse(Element stanza, String condition, String text) {
        if (!StanzaReplies.isAnswerable(stanza)) {
            return;
        }
        Element answer = StanzaReplies.error(stanza, "modify", condition, text);
        try {
            Jid.parse(stanza.attributeValue("from", ""));
            if (condition.equals("jid-malformed")) {
                answer.addAttribute("from", domain.toString());
            }
            answers.accept(answer);
        } catch (InvalidJidException | StreamDownException | IllegalArgumentException e) {
            LOG.debug("stanza.unanswerable domain={} reason={}", domain, e.getMessage());
        }
    }
}
