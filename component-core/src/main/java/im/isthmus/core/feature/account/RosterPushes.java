package im.isthmus.core.feature.account;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.Set;
import org.xmpp.packet.PacketError;

/**
 * Takes the roster pushes that come with the privilege to read rosters (XEP-0356 section 4.4); what
 * they say is known from the subscriptions.
 */
public final class RosterPushes implements Feature {
    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("set", "query", "jabber:iq:roster", RosterPushes::take));
    }

    private static Answer take(IqRequest request) throws StanzaException {
        // A server pushes for the bare JID; a client has no roster to push.
        if (request.address() instanceof Gateway && !request.stanza().from().isFull()) {
            return new Answer.Result(null);
        }
        throw new StanzaException(
                PacketError.Condition.service_unavailable,
                "The gateway does not know this request.");
    }
}
