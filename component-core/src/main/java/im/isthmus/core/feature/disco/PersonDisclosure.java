package im.isthmus.core.feature.disco;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.event.ContactEvent.Fact;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.profile.Profiles;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * Who somebody is, in service discovery, as the network says when asked (XEP-0128); also behind an
 * occupant JID (XEP-0045 section 6.5). The hash of XEP-0115 is over what lasts only.
 */
final class PersonDisclosure {
    private static final String FORM_TYPE = "https://isthmus.im/person";

    private final Backend backend;

    PersonDisclosure(Backend backend) {
        this.backend = backend;
    }

    /**
     * Whom a request is about; null if about nobody.
     *
     * @throws StanzaException if nobody is where it asks
     */
    @Nullable LegacyContact person(IqRequest request) throws StanzaException {
        return switch (request.address()) {
            case LegacyContact contact -> contact;
            case LegacyRoom room when request.stanza().to().isFull() -> occupant(request, room);
            default -> null;
        };
    }

    private LegacyContact occupant(IqRequest request, LegacyRoom room) throws StanzaException {
        String resource = request.stanza().to().resource();
        String nick = request.session().rooms().questions().nick(room, resource);
        if (nick == null) {
            throw request.session().rooms().view(room).joined()
                    ? new StanzaException(
                            PacketError.Condition.item_not_found,
                            "Nobody here is called {0}.",
                            resource)
                    : new StanzaException(
                            PacketError.Condition.bad_request,
                            "You are not in this room. Join first.");
        }
        LegacyContact person = backend.person(room, nick);
        if (person == null) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable, "Nothing of this is known here.");
        }
        return person;
    }

    /**
     * Answers, where the network can be asked later.
     *
     * @param plain what is known without asking
     */
    Answer answer(IqRequest request, LegacyContact person, Capabilities plain)
            throws StanzaException {
        if (!backend.abilities(person).contains(Ability.PERSON_QUERIES)) {
            return new Answer.Result(plain.toQuery());
        }
        Session session = request.session();
        session.attendance()
                .profiles()
                .ask(
                        person,
                        new Profiles.Asker() {
                            @Override
                            public void told(Profile profile) {
                                Element query = query(plain, profile, session.language());
                                session.send(Replies.result(request.stanza(), query));
                            }

                            @Override
                            public void nobody(Profile known, StanzaException reason) {
                                session.send(
                                        Replies.error(
                                                request.stanza(), reason, session.language()));
                            }
                        });
        return new Answer.Later();
    }

    private static Element query(Capabilities plain, Profile profile, Language language) {
        String name = profile.name();
        Element query = (name == null ? plain : plain.named(name)).toQuery();
        if (!profile.facts().isEmpty()) {
            query.add(form(profile.facts(), language));
        }
        return query;
    }

    private static Element form(List<Fact> facts, Language language) {
        Element form = Forms.of("result", FORM_TYPE);
        for (Fact fact : facts) {
            String type = fact.values().size() > 1 ? "text-multi" : "text-single";
            Element field = Forms.field(form, fact.name(), type, fact.values());
            Xml.attribute(field, "label", language.translate(fact.label()));
        }
        return form;
    }
}
