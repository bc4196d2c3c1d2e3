package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Moderated Message Retraction (XEP-0425), in its current form and the one before it. */
public final class Moderation implements Feature {
    static final String NAMESPACE = "urn:xmpp:message-moderate:1";

    /** COMPAT(Gajim 1.8, Converse 10): version 0.2, fastened by XEP-0422. */
    static final String OLD = "urn:xmpp:message-moderate:0";

    private static final String FASTEN = "urn:xmpp:fasten:0";

    /** What is advertised depends on what the network can: see {@link MessageFeatures}. */
    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("set", "moderate", NAMESPACE, Moderation::moderate),
                new IqRoute("set", "apply-to", FASTEN, Moderation::moderate));
    }

    private static Answer moderate(IqRequest request) throws StanzaException {
        if (!(request.address() instanceof LegacyRoom room)) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable, "This address is not a room.");
        }
        Element payload = request.payload();
        boolean current = payload.getName().equals("moderate");
        Element moderate = current ? payload : Xml.find(payload, "moderate", OLD);
        String id = payload.attributeValue("id", "");
        if (moderate == null || id.isEmpty() || !retracts(moderate)) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "Say by its stanza-id which message is to be retracted.");
        }
        @Nullable String reason = Xml.findText(moderate, "reason", moderate.getNamespaceURI());
        request.session()
                .rooms()
                .stanzas()
                .moderate(request.stanza(), room, id, reason == null ? "" : reason.strip());
        return new Answer.Later();
    }

    private static boolean retracts(Element moderate) {
        return moderate.elements().stream().anyMatch(child -> child.getName().equals("retract"));
    }
}
