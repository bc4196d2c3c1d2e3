package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.core.stream.IqSender;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dom4j.Element;

/**
 * Asks whether a resource is still there (XEP-0199). A server says service-unavailable in the name
 * of one that is not (RFC 6121 section 8.5.3.2.3), but so does a client that knows no pings
 * (XEP-0199 section 4.1): such a one is asked what it is (XEP-0030), which every client in a room
 * can say.
 */
public final class ResourcePing {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    /** What only servers say. */
    private static final Set<String> GONE =
            Set.of("recipient-unavailable", "item-not-found", "gone", "remote-server-not-found");

    private final IqSender iqs;
    private final Jid domain;

    private enum Answer {
        /** Or nobody says that it is not. */
        THERE,
        UNCLEAR,
        GONE
    }

    public ResourcePing(IqSender iqs, Jid domain) {
        this.iqs = iqs;
        this.domain = domain;
    }

    /** Whether its server says that it is gone; never fails. */
    public CompletableFuture<Boolean> isGone(Jid resource) {
        return ask(resource, "ping", "urn:xmpp:ping")
                .thenCompose(answer ->
                        answer == Answer.UNCLEAR
                                ? ask(resource, "query", "http://jabber.org/protocol/disco#info")
                                : CompletableFuture.completedFuture(answer))
                .thenApply(answer -> answer != Answer.THERE);
    }

    private CompletableFuture<Answer> ask(Jid resource, String name, String namespace) {
        Element question = Xml.stanza("iq", domain, resource, "get", null);
        Xml.child(question, name, namespace);
        return iqs.request(question, ANSWER_TIME)
                .handle((_, problem) -> {
                    Throwable cause =
                            problem instanceof CompletionException ? problem.getCause() : problem;
                    if (!(cause instanceof IqErrorException error)) {
                        return Answer.THERE;
                    }
                    return error.condition().equals("service-unavailable")
                            ? Answer.UNCLEAR
                            : GONE.contains(error.condition()) ? Answer.GONE : Answer.THERE;
                });
    }
}
