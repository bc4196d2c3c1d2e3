package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.Set;
import org.xmpp.packet.PacketError;

/** What rooms and their service advertise and are asked (XEP-0045 sections 6.2, 6.4 and 9). */
public final class MultiUserChat implements Feature {
    private static final String MUC = "http://jabber.org/protocol/muc";

    private static final String ADMIN = MUC + "#admin";
    private static final String OWNER = MUC + "#owner";

    private static final Set<String> ROOM =
            Set.of(
                    MUC,
                    "muc_semianonymous",
                    "muc_public",
                    "muc_persistent",
                    MUC + "#stable_id",
                    MUC + "#self-ping-optimization",
                    "urn:xmpp:sid:0",
                    "urn:xmpp:occupant-id:0",
                    "urn:xmpp:hats:0",
                    "jabber:x:conference");

    private final Backend backend;

    public MultiUserChat(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        if (address instanceof LegacyRoom) {
            return ROOM;
        }
        boolean hosts = backend.identity().category().equals("conference");
        boolean service =
                address instanceof LegacyAddress.Gateway
                        || address instanceof LegacyAddress.LegacyNetwork;
        return hosts && service ? Set.of(MUC) : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("get", "query", ADMIN, MultiUserChat::admin),
                new IqRoute("set", "query", ADMIN, MultiUserChat::admin),
                new IqRoute("get", "query", OWNER, MultiUserChat::own),
                new IqRoute("set", "query", OWNER, MultiUserChat::own));
    }

    private static Answer admin(IqRequest request) throws StanzaException {
        request.session().rooms().stanzas().admin(request.stanza(), room(request));
        return new Answer.Later();
    }

    private static Answer own(IqRequest request) throws StanzaException {
        request.session().rooms().stanzas().own(request.stanza(), request.payload(), room(request));
        return new Answer.Later();
    }

    private static LegacyRoom room(IqRequest request) throws StanzaException {
        if (request.address() instanceof LegacyRoom room) {
            return room;
        }
        throw new StanzaException(
                PacketError.Condition.service_unavailable, "This address is not a room.");
    }
}
