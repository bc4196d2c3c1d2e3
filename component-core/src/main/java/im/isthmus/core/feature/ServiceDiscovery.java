package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Service Discovery (XEP-0030) and Entity Capabilities (XEP-0115). */
public final class ServiceDiscovery implements Feature {
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String CAPS = "http://jabber.org/protocol/caps";
    private static final String MUC = "http://jabber.org/protocol/muc";
    private static final String CAPS_NODE = "https://isthmus.im";
    private static final String TRAFFIC_NODE = MUC + "#traffic";

    private final Backend backend;
    private final List<Feature> others;

    /**
     * Discovery over all features of a gateway.
     *
     * @param others all features but this one
     */
    public ServiceDiscovery(Backend backend, List<Feature> others) {
        this.backend = backend;
        this.others = List.copyOf(others);
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(Capabilities.NAMESPACE, ITEMS, CAPS);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("get", "query", Capabilities.NAMESPACE, this::answerInfo),
                new IqRoute("get", "query", ITEMS, this::answerItems));
    }

    /** The caps element for presence that an address sends. */
    public Element caps(LegacyAddress address) {
        Element c = Xml.element("c", CAPS);
        Xml.attribute(c, "hash", "sha-1");
        Xml.attribute(c, "node", CAPS_NODE);
        Xml.attribute(c, "ver", info(address).version());
        return c;
    }

    private Capabilities info(LegacyAddress address) {
        Set<String> features = new HashSet<>(advertised(address));
        for (Feature feature : others) {
            features.addAll(feature.advertised(address));
        }
        Backend.Identity identity =
                address instanceof Gateway ? backend.identity() : backend.identity(address);
        return Capabilities.of(identity, features);
    }

    private Answer answerInfo(IqRequest request) throws StanzaException {
        Capabilities info = info(request.address());
        @Nullable String node = request.payload().attributeValue("node");
        Element query;
        if (node == null || node.equals(CAPS_NODE + "#" + info.version())) {
            query = info.toQuery();
            if (node == null && request.address() instanceof LegacyRoom room) {
                query.add(RoomForm.of(request.session().rooms().view(room)));
            }
        } else if (node.equals(TRAFFIC_NODE) && request.address() instanceof LegacyRoom) {
            // XEP-0045 section 7.14: nothing but what core passes on, so nothing to list.
            query = Xml.element("query", Capabilities.NAMESPACE);
        } else {
            throw noSuchNode(node);
        }
        if (node != null) {
            Xml.attribute(query, "node", node);
        }
        return new Answer.Result(query);
    }

    private Answer answerItems(IqRequest request) throws StanzaException {
        @Nullable String node = request.payload().attributeValue("node");
        if (node != null) {
            throw noSuchNode(node);
        }
        Element query = Xml.element("query", ITEMS);
        if (request.address() instanceof Gateway) {
            Session session = request.session();
            for (LegacyNetwork network : backend.networks()) {
                Element item = Xml.child(query, "item");
                Xml.attribute(item, "jid", session.jid(network).toString());
                Xml.attribute(item, "name", backend.identity(network).name());
            }
        }
        return new Answer.Result(query);
    }

    private static StanzaException noSuchNode(String node) {
        return new StanzaException(
                PacketError.Condition.item_not_found, "There is no node " + node + " here.");
    }
}
