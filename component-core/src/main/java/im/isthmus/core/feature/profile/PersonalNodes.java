package im.isthmus.core.feature.profile;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.profile.Personal;
import im.isthmus.core.profile.Who;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * What people publish about themselves (XEP-0163), as far as a contact has it: avatar (XEP-0084),
 * nickname (XEP-0172) and business card (XEP-0292). Items can be had; subscribing is what having
 * somebody in the roster does.
 */
public final class PersonalNodes implements Feature {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final Set<String> NODES =
            Set.of(Personal.DATA, Personal.METADATA, Personal.CARD, Personal.NICK);

    private final WhoIs who;

    public PersonalNodes(WhoIs who) {
        this.who = who;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return address instanceof LegacyContact ? Set.of(PUBSUB + "#retrieve-items") : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "pubsub", PUBSUB, this::answer));
    }

    private Answer answer(IqRequest request) throws StanzaException {
        Element items = Xml.find(request.payload(), "items", PUBSUB);
        if (items == null) {
            throw new StanzaException(
                    PacketError.Condition.feature_not_implemented,
                    "Only the items of a node can be had here.");
        }
        String node = items.attributeValue("node", "");
        if (!NODES.contains(node)) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found, "There is no node {0} here.", node);
        }
        Element item = Xml.find(items, "item", PUBSUB);
        String id = item == null ? null : item.attributeValue("id");
        return who.answer(request, found -> answer(node, id, found));
    }

    private static @Nullable Element answer(String node, @Nullable String id, Who who) {
        Element item = Personal.item(node, id, who);
        if (item == null) {
            return null;
        }
        Element pubsub = Xml.element("pubsub", PUBSUB);
        Element items = Xml.child(pubsub, "items");
        Xml.attribute(items, "node", node);
        items.add(item);
        return pubsub;
    }
}
