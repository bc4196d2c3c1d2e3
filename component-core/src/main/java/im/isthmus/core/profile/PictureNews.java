package im.isthmus.core.profile;

import im.isthmus.core.address.Jid;
import im.isthmus.core.contact.ContactHost;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.PictureTable.Picture;
import im.isthmus.core.stream.IqSender;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those of the user's clients that want to hear of it that somebody has another picture
 * (XEP-0163 section 4, XEP-0084 section 3). Belongs to the owner of the user's session.
 */
public final class PictureNews {
    private static final Logger LOG = LoggerFactory.getLogger(PictureNews.class);

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String WANTS = Personal.METADATA + "+notify";
    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    private final ContactHost host;
    private final IqSender requests;
    private final Pictures pictures;
    private final Map<Jid, Client> clients = new HashMap<>();
    private final Set<Due> due = new LinkedHashSet<>();

    private record Due(String localpart, Jid resource) {}

    /** What a client said about it, and what waits for that. */
    private static final class Client {
        private final Set<String> waiting = new LinkedHashSet<>();
        private boolean answered;
        private boolean wants;
    }

    public PictureNews(ContactHost host, IqSender requests, Pictures pictures) {
        this.host = host;
        this.requests = requests;
        this.pictures = pictures;
    }

    /** Somebody has another picture, or none any more. */
    public void tell(String localpart) {
        host.onlineResources().forEach(resource -> tell(localpart, resource));
    }

    /** A resource sees somebody for the first time since it came (XEP-0163 section 4.3.4). */
    public void greet(String localpart, Jid resource) {
        if (resource.isFull() && !pictures.sha1(host.user(), localpart).isEmpty()) {
            tell(localpart, resource);
        }
    }

    /** A resource went; when it is back it may want something else. */
    public void gone(Jid resource) {
        clients.remove(resource);
    }

    private void tell(String localpart, Jid resource) {
        Client client = clients.get(resource);
        if (client == null) {
            client = new Client();
            clients.put(resource, client);
            ask(resource, client);
        }
        if (!client.answered) {
            client.waiting.add(localpart);
        } else if (client.wants) {
            send(localpart, resource);
        }
    }

    private void ask(Jid resource, Client client) {
        Element iq = Xml.stanza("iq", host.gateway(), resource, "get", null);
        Xml.child(iq, "query", INFO);
        var _ =
                requests.request(iq, ANSWER_TIME)
                        .handle((answer, problem) -> problem == null && wants(answer))
                        .thenAccept(yes ->
                                host.later(() -> {
                                    client.answered = true;
                                    client.wants = yes;
                                    if (yes) {
                                        client.waiting.forEach(each -> send(each, resource));
                                    }
                                    client.waiting.clear();
                                }));
    }

    private static boolean wants(Element answer) {
        Element query = Xml.find(answer, "query", INFO);
        return query != null
                && query.elements("feature").stream()
                        .anyMatch(feature -> WANTS.equals(feature.attributeValue("var")));
    }

    /** One after the other, so that the pictures of a large roster never are in memory together. */
    private void send(String localpart, Jid resource) {
        if (due.add(new Due(localpart, resource)) && due.size() == 1) {
            sendNext();
        }
    }

    private void sendNext() {
        Due next = due.iterator().next();
        Jid user = host.user();
        Thread.ofVirtual()
                .name("picture-news-" + user)
                .start(() -> {
                    Picture picture = picture(user, next.localpart());
                    host.later(() -> {
                        Jid from = host.jidOf(next.localpart());
                        Element message =
                                Xml.stanza("message", from, next.resource(), "headline", null);
                        message.add(Personal.event(picture));
                        if (clients.containsKey(next.resource())) {
                            host.send(message);
                        }
                        due.remove(next);
                        if (!due.isEmpty()) {
                            sendNext();
                        }
                    });
                });
    }

    private @Nullable Picture picture(Jid user, String localpart) {
        try {
            return pictures.picture(user, localpart).orElse(null);
        } catch (StoreException e) {
            LOG.warn("picture=not-read user={} reason=\"{}\"", user, e.getMessage());
            return null;
        }
    }
}
