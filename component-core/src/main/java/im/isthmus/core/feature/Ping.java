package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.Set;

/** XMPP Ping (XEP-0199) and MUC self-ping (XEP-0410). */
public final class Ping implements Feature {
    private static final String NAMESPACE = "urn:xmpp:ping";

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(NAMESPACE);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "ping", NAMESPACE, Ping::answer));
    }

    private static Answer answer(IqRequest request) throws StanzaException {
        if (request.address() instanceof LegacyRoom room && request.stanza().to().isFull()) {
            request.session().rooms().ping(request.stanza(), room);
            return new Answer.Later();
        }
        return new Answer.Result(null);
    }
}
