package im.isthmus.core.feature.about;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Last Activity (XEP-0012) of the gateway: its uptime. */
public final class LastActivity implements Feature {
    private static final String NAMESPACE = "jabber:iq:last";

    private final InstantSource clock;
    private final Instant started;

    public LastActivity(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return address instanceof Gateway ? Set.of(NAMESPACE) : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "query", NAMESPACE, this::answer));
    }

    private Answer answer(IqRequest request) throws StanzaException {
        if (!(request.address() instanceof Gateway)) {
            throw new StanzaException(
                    PacketError.Condition.feature_not_implemented,
                    "Only the gateway itself tells its uptime.");
        }
        Element query = Xml.element("query", NAMESPACE);
        long seconds = Duration.between(started, clock.instant()).toSeconds();
        Xml.attribute(query, "seconds", Long.toString(seconds));
        return new Answer.Result(query);
    }
}
