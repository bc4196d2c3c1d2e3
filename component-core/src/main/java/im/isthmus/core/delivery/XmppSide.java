package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.core.stream.StreamDownException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dom4j.Element;

/** The XMPP server as deliveries see it: takes stanzas, says that it did, knows who is there. */
final class XmppSide {
    /** A busy server may be slow; a dead one is found out by the stream. */
    private static final Duration BARRIER_TIME = Duration.ofSeconds(60);

    private static final Duration ANSWER_TIME = Duration.ofSeconds(20);

    /** What a server answers for a resource that is not there (RFC 6121 section 8.5.3.2). */
    private static final Set<String> GONE =
            Set.of(
                    "service-unavailable",
                    "recipient-unavailable",
                    "item-not-found",
                    "gone",
                    "remote-server-not-found",
                    "remote-server-timeout");

    private final ComponentStream stream;
    private final Jid domain;

    XmppSide(ComponentStream stream, Jid domain) {
        this.stream = stream;
        this.domain = domain;
    }

    /** As {@link ComponentStream#send}. */
    void send(Element stanza) {
        stream.send(stanza);
    }

    /**
     * Comes to its end when the server has taken everything sent before: a ping of the gateway to
     * itself goes all the way through the server, in order with the rest (RFC 6120 section 10.1).
     * Whether the server lets it through, answers it or refuses it, the answer comes after that.
     */
    CompletableFuture<Void> barrier() {
        return ping(domain, BARRIER_TIME)
                .handle((_, problem) -> {
                    if (problem == null || cause(problem) instanceof IqErrorException) {
                        return null;
                    }
                    throw new CompletionException(cause(problem));
                });
    }

    /**
     * Whether a resource is there; false if its server does not say that it is. Fails if the stream
     * is down.
     */
    CompletableFuture<Boolean> isThere(Jid resource) {
        return ping(resource, ANSWER_TIME)
                .handle((_, problem) -> {
                    if (problem != null && cause(problem) instanceof StreamDownException down) {
                        throw down;
                    }
                    return problem == null
                            || (cause(problem) instanceof IqErrorException error
                                    && !GONE.contains(error.condition()));
                });
    }

    private CompletableFuture<Element> ping(Jid to, Duration time) {
        Element ping = Xml.stanza("iq", domain, to, "get", null);
        Xml.child(ping, "ping", "urn:xmpp:ping");
        return stream.request(ping, time);
    }

    private static Throwable cause(Throwable problem) {
        Throwable cause = problem.getCause();
        return problem instanceof CompletionException && cause != null ? cause : problem;
    }
}
