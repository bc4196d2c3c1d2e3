package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.Set;
import org.xmpp.packet.PacketError;

/** The moderator and admin use cases of rooms (XEP-0045 sections 8 and 9), as requests to them. */
public final class RoomAdministration implements Feature {
    private static final String NAMESPACE = "http://jabber.org/protocol/muc#admin";

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("get", "query", NAMESPACE, RoomAdministration::answer),
                new IqRoute("set", "query", NAMESPACE, RoomAdministration::answer));
    }

    private static Answer answer(IqRequest request) throws StanzaException {
        if (!(request.address() instanceof LegacyRoom room)) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable, "This is not a room.");
        }
        request.session().rooms().admin(request.stanza(), room);
        return new Answer.Later();
    }
}
