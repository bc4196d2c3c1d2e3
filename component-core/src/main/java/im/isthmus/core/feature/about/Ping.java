package im.isthmus.core.feature.about;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.Set;

/** XMPP Ping (XEP-0199) and MUC self-ping (XEP-0410). */
public final class Ping implements Feature {
    private static final String NAMESPACE = "urn:xmpp:ping";

    private final Backend backend;

    public Ping(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(NAMESPACE);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "ping", NAMESPACE, this::answer));
    }

    private Answer answer(IqRequest request) throws StanzaException {
        if (request.address() instanceof LegacyContact contact
                && backend.abilities(contact).contains(Ability.PERSON_QUERIES)) {
            request.session()
                    .rooms()
                    .questions()
                    .ping(request.stanza(), new LegacyAddressee.ToContact(contact));
            return new Answer.Later();
        }
        if (request.address() instanceof LegacyRoom room && request.stanza().to().isFull()) {
            request.session().rooms().stanzas().ping(request.stanza(), room);
            return new Answer.Later();
        }
        return new Answer.Result(null);
    }
}
