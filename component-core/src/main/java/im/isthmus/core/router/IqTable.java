package im.isthmus.core.router;

import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqHandler;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.StanzaException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Which handler serves which iq request: the routes of all features, looked up by payload. */
public final class IqTable {
    private record Key(String name, String namespace) {}

    private final Map<Key, Map<String, IqHandler>> handlers = new HashMap<>();

    /** The table over a list of features; two for one request are a mistake of ours. */
    public IqTable(List<Feature> features) {
        for (Feature feature : features) {
            for (IqRoute route : feature.routes()) {
                IqHandler before =
                        handlers.computeIfAbsent(
                                        new Key(route.name(), route.namespace()),
                                        _ -> new HashMap<>())
                                .putIfAbsent(route.type(), route.handler());
                if (before != null) {
                    throw new IllegalArgumentException("two handlers for " + route);
                }
            }
        }
    }

    /**
     * The handler for a request.
     *
     * @throws StanzaException bad-request for a type that is no request, not-allowed for the wrong
     *     one of get and set, service-unavailable for a payload we do not know (RFC 6120 8.4)
     */
    IqHandler find(String type, Element payload) throws StanzaException {
        if (!type.equals("get") && !type.equals("set")) {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "There is no iq of type {0}.", type);
        }
        Map<String, IqHandler> byType =
                handlers.get(new Key(payload.getName(), payload.getNamespaceURI()));
        if (byType == null) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable,
                    "The gateway does not know this request.");
        }
        IqHandler handler = byType.get(type);
        if (handler == null) {
            throw new StanzaException(
                    PacketError.Condition.not_allowed, "There is no {0} of this here.", type);
        }
        return handler;
    }
}
