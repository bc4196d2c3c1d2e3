package im.isthmus.core.attachment.share;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.core.stream.IqSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upload service of the XMPP server that we are connected to (XEP-0363): found by service
 * discovery, asked for places in our own name, else in that of the user who gets the file. Methods
 * wait for answers.
 */
public final class UploadService {
    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String UPLOAD = "urn:xmpp:http:upload:0";
    private static final Duration ANSWER_TIME = Duration.ofSeconds(20);
    private static final Duration FOUND_FOR = Duration.ofHours(1);
    private static final Duration MISSED_FOR = Duration.ofMinutes(5);
    private static final int MAX_ITEMS = 50;

    private final Jid gateway;
    private final IqSender requests;
    private final Privileges privileges;
    private final InstantSource clock;
    private volatile @Nullable Search last;

    /**
     * What came of looking for the service.
     *
     * @param maxSize of a file; the largest number there is if the service does not say
     */
    record Service(Jid jid, long maxSize) {}

    private record Search(Optional<Service> service, Instant until) {}

    /** Nothing is asked before a file comes. */
    public UploadService(
            Jid gateway, IqSender requests, Privileges privileges, InstantSource clock) {
        this.gateway = gateway;
        this.requests = requests;
        this.privileges = privileges;
        this.clock = clock;
    }

    /**
     * A place for a file.
     *
     * @return empty if there is no service, or it has no place for us nor for the user
     */
    Optional<UploadSlot> slot(Jid user, String name, long size, String mediaType)
            throws InterruptedException {
        Optional<Service> service = find();
        if (service.isEmpty() || size > service.get().maxSize()) {
            return Optional.empty();
        }
        Jid at = service.get().jid();
        Element ours = Xml.stanza("iq", gateway, at, "get", null);
        ours.add(UploadSlot.request(name, size, mediaType));
        Optional<Element> answer = await(at, requests.request(ours, ANSWER_TIME));
        if (answer.isEmpty()) {
            Element theirs = Xml.stanza("iq", user.bare(), at, "get", null);
            theirs.add(UploadSlot.request(name, size, mediaType));
            Optional<CompletableFuture<Element>> asked = privileges.iqAs(user, theirs);
            answer = asked.isEmpty() ? Optional.empty() : await(at, asked.get());
        }
        return answer.flatMap(UploadSlot::in);
    }

    Jid gateway() {
        return gateway;
    }

    /** The service may have gone or come with a new stream. */
    void forget() {
        last = null;
    }

    private Optional<Service> find() throws InterruptedException {
        Search known = last;
        Instant now = clock.instant();
        if (known == null || known.until().isBefore(now)) {
            Optional<Service> found = search();
            known = new Search(found, now.plus(found.isEmpty() ? MISSED_FOR : FOUND_FOR));
            last = known;
            LOG.info("upload.service jid={}", found.map(Service::jid).orElse(null));
        }
        return known.service();
    }

    /** The server itself first, then what it lists (section 4). */
    private Optional<Service> search() throws InterruptedException {
        Optional<Jid> server = server();
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Optional<Service> itself = ask(server.get());
        if (itself.isPresent()) {
            return itself;
        }
        for (Jid item : items(server.get())) {
            Optional<Service> service = ask(item);
            if (service.isPresent()) {
                return service;
            }
        }
        return Optional.empty();
    }

    private Optional<Jid> server() {
        String domain = gateway.domain();
        return jid(domain.substring(domain.indexOf('.') + 1));
    }

    private List<Jid> items(Jid server) throws InterruptedException {
        return discover(server, ITEMS).stream()
                .flatMap(query -> query.elements("item").stream())
                .flatMap(item -> jid(item.attributeValue("jid", "")).stream())
                .filter(jid -> !jid.equals(gateway))
                .limit(MAX_ITEMS)
                .toList();
    }

    private Optional<Service> ask(Jid whom) throws InterruptedException {
        return discover(whom, INFO)
                .filter(info ->
                        info.elements("feature").stream()
                                .anyMatch(each -> UPLOAD.equals(each.attributeValue("var"))))
                .map(info -> new Service(whom, maxSize(info)));
    }

    private Optional<Element> discover(Jid whom, String namespace) throws InterruptedException {
        Element iq = Xml.stanza("iq", gateway, whom, "get", null);
        Xml.child(iq, "query", namespace);
        return await(whom, requests.request(iq, ANSWER_TIME))
                .map(answer -> Xml.find(answer, "query", namespace));
    }

    private static Optional<Element> await(Jid whom, CompletableFuture<Element> answer)
            throws InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            String reason =
                    e.getCause() instanceof IqErrorException error
                            ? error.condition()
                            : String.valueOf(e.getCause());
            LOG.debug("upload.refused by={} reason=\"{}\"", whom, reason);
            return Optional.empty();
        }
    }

    /** The field of the service's form (section 4). */
    private static long maxSize(Element info) {
        for (Element form : info.elements("x")) {
            for (Element field : form.elements("field")) {
                String value = field.elementTextTrim("value");
                if ("max-file-size".equals(field.attributeValue("var"))
                        && value != null
                        && value.matches("\\d{1,18}")) {
                    return Long.parseLong(value);
                }
            }
        }
        return Long.MAX_VALUE;
    }

    private static Optional<Jid> jid(String text) {
        try {
            return Optional.of(Jid.parse(text));
        } catch (InvalidJidException e) {
            return Optional.empty();
        }
    }
}
