package im.isthmus.core.stream.link;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.observe.OncePerMinute;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StanzaReplies;
import im.isthmus.core.stream.StreamListener;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sorts what the server sends: answers to our requests, our own pings, and all else upwards. */
public final class IncomingStanzas {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingStanzas.class);

    private final Jid domain;
    private final PendingRequests requests;
    private final StreamListener listener;
    private final Consumer<Element> replies;
    private final OncePerMinute skipped = new OncePerMinute();

    /**
     * @param replies takes what is to be sent from the reading thread, and never waits
     */
    public IncomingStanzas(
            Jid domain,
            PendingRequests requests,
            StreamListener listener,
            Consumer<Element> replies) {
        this.domain = domain;
        this.requests = requests;
        this.listener = listener;
        this.replies = replies;
    }

    void received(Element element) {
        Stanza.Kind kind = kind(element);
        if (kind == null) {
            LOG.warn(
                    "element.ignored domain={} name={} reason=no stanza",
                    domain,
                    element.getName());
            return;
        }
        if (kind == Stanza.Kind.IQ && isConsumed(element)) {
            return;
        }
        try {
            hand(kind, element);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("stanza.failed domain={} kind={}", domain, kind, e);
        }
    }

    private static Stanza.@Nullable Kind kind(Element element) {
        if (!element.getNamespaceURI().isEmpty()) {
            return null;
        }
        return switch (element.getName()) {
            case "message" -> Stanza.Kind.MESSAGE;
            case "presence" -> Stanza.Kind.PRESENCE;
            case "iq" -> Stanza.Kind.IQ;
            default -> null;
        };
    }

    private boolean isConsumed(Element iq) {
        String type = iq.attributeValue("type");
        if ("result".equals(type) || "error".equals(type)) {
            return requests.answered(iq);
        }
        String from = iq.attributeValue("from");
        if (!requests.isOurs(iq.attributeValue("id")) || !domain.toString().equals(from)) {
            return false;
        }
        // The ping that LinkWatch sent to ourselves, all the way through the server.
        replies.accept(StanzaReplies.result(iq));
        return true;
    }

    private void hand(Stanza.Kind kind, Element element) {
        Jid from;
        Jid to;
        try {
            from = address(element, "from");
            to = address(element, "to");
        } catch (InvalidJidException e) {
            listener.unaddressable(element, e);
            return;
        }
        String type = element.attributeValue("type");
        listener.received(
                new Stanza(
                        kind,
                        type == null ? "" : type,
                        element.attributeValue("id"),
                        from,
                        to,
                        element));
    }

    private static Jid address(Element element, String attribute) throws InvalidJidException {
        String value = element.attributeValue(attribute);
        if (value == null) {
            throw new InvalidJidException("the stanza has no " + attribute);
        }
        try {
            return Jid.parse(value);
        } catch (InvalidJidException e) {
            throw new InvalidJidException(attribute + ": " + e.getMessage());
        }
    }

    /** Answers a stanza of which only the root is known. */
    void skipped(@Nullable Element head, String problem) {
        long count = skipped.happened();
        if (count > 0) {
            LOG.warn(
                    "stanza.skipped domain={} count={} name={} from={} reason={}",
                    domain,
                    count,
                    head == null ? "?" : head.getName(),
                    head == null ? "?" : head.attributeValue("from"),
                    problem);
        }
        if (head == null || kind(head) == null || !StanzaReplies.isAnswerable(head)) {
            return;
        }
        try {
            if (address(head, "to").domain().equals(domain.domain())) {
                address(head, "from");
                replies.accept(StanzaReplies.error(head, "modify", "policy-violation", problem));
            }
        } catch (InvalidJidException e) {
            LOG.debug("stanza.unanswerable domain={} reason={}", domain, e.getMessage());
        }
    }
}
