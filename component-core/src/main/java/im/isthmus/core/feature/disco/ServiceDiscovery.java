package im.isthmus.core.feature.disco;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.contact.PresenceExtension;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.DiscoNode;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Service Discovery (XEP-0030) and Entity Capabilities (XEP-0115). */
public final class ServiceDiscovery implements Feature, PresenceExtension {
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String CAPS = "http://jabber.org/protocol/caps";
    private static final String MUC = "http://jabber.org/protocol/muc";
    private static final String CAPS_NODE = "https://isthmus.im";
    private static final String TRAFFIC_NODE = MUC + "#traffic";
    private static final String NICK_NODE = "x-roomuser-item";

    private final Backend backend;
    private final List<Feature> others;
    private final PersonDisclosure people;

    /**
     * Discovery over all features of a gateway.
     *
     * @param others all features but this one
     */
    public ServiceDiscovery(Backend backend, List<Feature> others) {
        this.backend = backend;
        this.others = List.copyOf(others);
        this.people = new PersonDisclosure(backend);
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
    private Element caps(Jid user, LegacyAddress address) {
        Element c = Xml.element("c", CAPS);
        Xml.attribute(c, "hash", "sha-1");
        Xml.attribute(c, "node", CAPS_NODE);
        Xml.attribute(c, "ver", info(user, address).version());
        return c;
    }

    @Override
    public void extend(Element presence, Jid user, LegacyAddress address) {
        presence.add(caps(user, address));
    }

    private Capabilities info(Jid user, LegacyAddress address) {
        Set<String> features = new HashSet<>(advertised(address));
        List<Element> forms = new ArrayList<>();
        for (Feature feature : others) {
            features.addAll(feature.advertised(user, address));
            forms.addAll(feature.forms(user, address));
        }
        Backend.Identity identity =
                address instanceof Gateway ? backend.identity() : backend.identity(address);
        Capabilities info = Capabilities.of(identity, features, forms);
        // XEP-0045 section 6.4: a room is a text conference, whatever else it is.
        return address instanceof LegacyRoom && !identity.type().equals("text")
                ? info.and(new Backend.Identity("conference", "text", identity.name()))
                : info;
    }

    /** What a user may know: of a room that depends on who asks. */
    private Capabilities info(IqRequest request) {
        Capabilities info = info(request.session().user(), request.address());
        return request.address() instanceof LegacyRoom room
                ? RoomDisclosure.of(info, request.session().rooms().view(room))
                : info;
    }

    private Answer answerInfo(IqRequest request) throws StanzaException {
        @Nullable String node = request.payload().attributeValue("node");
        LegacyContact person = node == null ? people.person(request) : null;
        if (person != null) {
            return people.answer(request, person, info(request.session().user(), person));
        }
        Capabilities info = info(request);
        Element query;
        if (node == null || node.equals(CAPS_NODE + "#" + info.version())) {
            query = info.toQuery();
            if (node == null && request.address() instanceof LegacyRoom room) {
                query.add(RoomForm.of(request.session().rooms().view(room)));
            }
        } else if (node.equals(TRAFFIC_NODE) && request.address() instanceof LegacyRoom) {
            // XEP-0045 section 7.14: nothing but what core passes on, so nothing to list.
            query = Xml.element("query", Capabilities.NAMESPACE);
        } else if (node.equals(NICK_NODE) && request.address() instanceof LegacyRoom room) {
            query = nick(request.session().rooms().view(room).nick());
        } else {
            DiscoNode found = find(request, node);
            query = Capabilities.of(found.identity(), found.features(), List.of()).toQuery();
        }
        if (node != null) {
            Xml.attribute(query, "node", node);
        }
        return new Answer.Result(query);
    }

    /** The nick that is the user's there anyway, if there is one (XEP-0045 section 7.12). */
    private static Element nick(String nick) {
        Element query = Xml.element("query", Capabilities.NAMESPACE);
        if (!nick.isEmpty()) {
            Element identity = Xml.attribute(Xml.child(query, "identity"), "name", nick);
            Xml.attribute(identity, "category", "conference");
            Xml.attribute(identity, "type", "text");
        }
        return query;
    }

    private Answer answerItems(IqRequest request) throws StanzaException {
        @Nullable String node = request.payload().attributeValue("node");
        Element query = Xml.element("query", ITEMS);
        if (node != null) {
            Xml.attribute(query, "node", node);
            find(request, node).items().forEach(item -> add(query, item));
        } else if (people.person(request) != null) {
            return new Answer.Result(query); // people have none
        } else if (request.address() instanceof LegacyRoom room) {
            for (String occupant : request.session().rooms().view(room).occupants()) {
                Xml.attribute(Xml.child(query, "item"), "jid", occupant);
            }
        } else if (listsRooms(request.address())) {
            Paging page = Paging.of(request.payload());
            request.session().rooms().stanzas().list(request.address(), request.stanza(), page);
            return new Answer.Later();
        } else if (request.address() instanceof Gateway) {
            Session session = request.session();
            for (LegacyNetwork network : backend.networks()) {
                String name = backend.identity(network).name();
                add(query, new DiscoNode.Item(session.jid(network), null, name));
            }
        }
        return new Answer.Result(query);
    }

    /** The networks of a gateway have lists of their own; without them it has one itself. */
    private boolean listsRooms(LegacyAddress address) {
        boolean place =
                address instanceof LegacyNetwork
                        || (address instanceof Gateway && backend.networks().isEmpty());
        return place && backend.abilities(address).contains(Ability.ROOM_LIST);
    }

    private DiscoNode find(IqRequest request, String node) throws StanzaException {
        for (Feature feature : others) {
            DiscoNode found = feature.node(request, node);
            if (found != null) {
                return found;
            }
        }
        throw new StanzaException(
                PacketError.Condition.item_not_found, "There is no node {0} here.", node);
    }

    private static void add(Element query, DiscoNode.Item item) {
        Element element = Xml.child(query, "item");
        Xml.attribute(element, "jid", item.jid().toString());
        if (item.node() != null) {
            Xml.attribute(element, "node", item.node());
        }
        Xml.attribute(element, "name", item.name());
    }
}
