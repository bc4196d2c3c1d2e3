package im.isthmus.core.contact;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.IqSender;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;

/**
 * Suggests changes of the roster to the user's clients (XEP-0144), of those that say they
 * understand it.
 */
final class RosterExchange {
    /** Clients may find more than this suspicious (XEP-0144 section 5). */
    static final int CHUNK = 100;

    static final String NAMESPACE = "http://jabber.org/protocol/rosterx";

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    /** What a client said; asking is null until it did. */
    private enum Says {
        NOTHING_YET,
        YES,
        NO
    }

    private final ContactHost host;
    private final IqSender requests;
    private final Map<Jid, Says> clients = new HashMap<>();

    RosterExchange(ContactHost host, IqSender requests) {
        this.host = host;
        this.requests = requests;
    }

    /**
     * Whether all clients that are online have said whether they understand it. Asks those that
     * were not asked yet.
     *
     * @param decided run as the owner after each answer
     */
    boolean isDecided(Runnable decided) {
        List<Jid> online = host.onlineResources();
        clients.keySet().retainAll(online);
        for (Jid client : online) {
            if (clients.putIfAbsent(client, Says.NOTHING_YET) == null) {
                ask(client, decided);
            }
        }
        return !clients.containsValue(Says.NOTHING_YET);
    }

    private void ask(Jid client, Runnable decided) {
        Element iq = Xml.stanza("iq", host.gateway(), client, "get", null);
        Xml.child(iq, "query", INFO);
        var _ =
                requests.request(iq, ANSWER_TIME)
                        .handle((answer, problem) -> problem == null && names(answer))
                        .thenAccept(yes ->
                                host.later(() -> {
                                    clients.replace(client, yes ? Says.YES : Says.NO);
                                    decided.run();
                                }));
    }

    private static boolean names(Element answer) {
        Element query = Xml.find(answer, "query", INFO);
        return query != null
                && query.elements("feature").stream()
                        .anyMatch(feature -> NAMESPACE.equals(feature.attributeValue("var")));
    }

    /** Those that understand it. */
    List<Jid> clients() {
        return clients.entrySet().stream()
                .filter(client -> client.getValue() == Says.YES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Suggests the same to all that understand it; at most {@link #CHUNK} items. */
    void suggest(String action, List<Element> items) {
        for (Jid client : clients()) {
            Element message = Xml.stanza("message", host.gateway(), client, null, null);
            Element x = Xml.child(message, "x", NAMESPACE);
            for (Element item : items) {
                Element copy = item.createCopy();
                Xml.attribute(copy, "action", action);
                x.add(copy);
            }
            host.send(message);
        }
    }
}
