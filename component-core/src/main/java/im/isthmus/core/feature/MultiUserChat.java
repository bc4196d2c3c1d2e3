package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import java.util.List;
import java.util.Set;

/** What rooms and their service advertise (XEP-0045 sections 6.2 and 6.4). */
public final class MultiUserChat implements Feature {
    private static final String MUC = "http://jabber.org/protocol/muc";

    private static final Set<String> ROOM =
            Set.of(
                    MUC,
                    "muc_semianonymous",
                    "muc_public",
                    "muc_persistent",
                    MUC + "#stable_id",
                    MUC + "#self-ping-optimization",
                    "urn:xmpp:sid:0",
                    "urn:xmpp:occupant-id:0");

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
        return hosts && address instanceof LegacyAddress.Gateway ? Set.of(MUC) : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of();
    }
}
