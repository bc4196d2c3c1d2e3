package im.isthmus.core.stream.link;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.core.stream.StreamDownException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * IQ requests of ours that wait for their answer. An answer counts only if it comes from whom was
 * asked, so that nobody can answer for somebody else (RFC 6120 section 8.2.3).
 */
public final class PendingRequests {
    private static final Logger LOG = LoggerFactory.getLogger(PendingRequests.class);

    /** More than this at once is a fault of ours or an attack through us. */
    private static final int MAX_PENDING = 100_000;

    private record Pending(Jid asked, CompletableFuture<Element> answer) {}

    private final Jid domain;
    private final String prefix;
    private final AtomicLong counter = new AtomicLong();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    public PendingRequests(Jid domain) {
        this.domain = domain;
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        this.prefix = HexFormat.of().formatHex(random) + "-";
    }

    /** An id that nobody can guess who has not seen another of ours. */
    String newId() {
        return prefix + counter.incrementAndGet();
    }

    boolean isOurs(@Nullable String id) {
        return id != null && id.startsWith(prefix);
    }

    /**
     * Gives the request an id and waits for its answer, result or error, from now on.
     *
     * @throws IllegalArgumentException if {@code to} is no address
     */
    public CompletableFuture<Element> add(Element iq, Duration timeout) {
        CompletableFuture<Element> answer = new CompletableFuture<>();
        if (pending.size() >= MAX_PENDING) {
            answer.completeExceptionally(
                    new IqErrorException("resource-constraint", "too many requests are waiting"));
            return answer;
        }
        String id = newId();
        iq.addAttribute("id", id);
        pending.put(id, new Pending(asked(iq), answer));
        var _ =
                answer.orTimeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS)
                        .whenComplete((_, _) -> pending.remove(id));
        return answer;
    }

    private static Jid asked(Element iq) {
        try {
            String to = iq.attributeValue("to");
            return Jid.parse(to == null ? "" : to);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException("to is no address: " + e.getMessage(), e);
        }
    }

    /**
     * Takes an IQ result or error.
     *
     * @return whether it has an id of ours and so concerns nobody else
     */
    boolean answered(Element iq) {
        String id = iq.attributeValue("id");
        if (id == null || !isOurs(id)) {
            return false;
        }
        Pending request = pending.get(id);
        if (request == null || !isFrom(request.asked, iq.attributeValue("from"))) {
            LOG.debug(
                    "answer.unmatched id={} from={} reason={}",
                    id,
                    iq.attributeValue("from"),
                    request == null ? "not waiting" : "another was asked");
            return true;
        }
        request.answer.complete(iq);
        return true;
    }

    /** A missing {@code from} stands for our own address (RFC 6120 section 8.1.2.1). */
    private boolean isFrom(Jid asked, @Nullable String from) {
        try {
            return asked.equals(from == null || from.isEmpty() ? domain : Jid.parse(from));
        } catch (InvalidJidException e) {
            return false;
        }
    }

    /** Fails all of them. */
    void failAll(String reason) {
        for (Pending request : pending.values()) {
            request.answer.completeExceptionally(new StreamDownException(reason));
        }
    }

    public int size() {
        return pending.size();
    }
}
