package im.isthmus.core.feature.about;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Software Version (XEP-0092): name and version, never the operating system. */
public final class SoftwareVersion implements Feature {
    private static final String NAMESPACE = "jabber:iq:version";

    private final Backend backend;
    private final String version;

    /**
     * For a gateway.
     *
     * @param backend knows whether people can be asked themselves
     */
    public SoftwareVersion(Backend backend, String version) {
        this.backend = backend;
        this.version = version;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(NAMESPACE);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "query", NAMESPACE, this::answer));
    }

    private Answer answer(IqRequest request) throws StanzaException {
        LegacyAddressee person = person(request);
        if (person != null && abilities(person).contains(Ability.PERSON_QUERIES)) {
            request.session().rooms().questions().software(request.stanza(), person);
            return new Answer.Later();
        }
        Element query = Xml.element("query", NAMESPACE);
        Xml.text(query, "name", "Isthmus");
        Xml.text(query, "version", version);
        return new Answer.Result(query);
    }

    private Set<Ability> abilities(LegacyAddressee person) {
        return backend.abilities(person.address());
    }

    private static @Nullable LegacyAddressee person(IqRequest request) throws StanzaException {
        return switch (request.address()) {
            case LegacyContact contact -> new LegacyAddressee.ToContact(contact);
            case LegacyRoom room ->
                    request.session().rooms().questions().somebodyElse(room, request.stanza());
            case LegacyNetwork _, Gateway _ -> null;
        };
    }
}
