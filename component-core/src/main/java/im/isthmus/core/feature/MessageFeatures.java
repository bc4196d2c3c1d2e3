package im.isthmus.core.feature;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.Backend.Reactions;
import im.isthmus.core.stanza.Forms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;

/** What messages to an address may carry: what its network can, and nothing more. */
public final class MessageFeatures implements Feature {
    private static final String RESTRICTIONS = "urn:xmpp:reactions:0:restrictions";

    private final Backend backend;

    public MessageFeatures(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return advertised(backend.abilities(address), address);
    }

    @Override
    public Set<String> advertised(Jid user, LegacyAddress address) {
        return advertised(backend.abilities(user, address), address);
    }

    private static Set<String> advertised(Set<Ability> abilities, LegacyAddress address) {
        Set<String> features = new HashSet<>();
        if (address instanceof Gateway) {
            if (abilities.contains(Ability.SEVERAL_RECIPIENTS)) {
                features.add("http://jabber.org/protocol/address");
            }
            return features;
        }
        features.add("urn:xmpp:styling:0");
        features.add("urn:xmpp:markup:0");
        for (Ability ability : abilities) {
            features.addAll(features(ability, address instanceof LegacyRoom));
        }
        return features;
    }

    @Override
    public List<Element> forms(LegacyAddress address) {
        return forms(backend.abilities(address), address);
    }

    @Override
    public List<Element> forms(Jid user, LegacyAddress address) {
        return forms(backend.abilities(user, address), address);
    }

    private List<Element> forms(Set<Ability> abilities, LegacyAddress address) {
        if (address instanceof Gateway || !abilities.contains(Ability.REACTIONS)) {
            return List.of();
        }
        Reactions limits = backend.reactions(address);
        if (limits.equals(Reactions.ANY)) {
            return List.of();
        }
        Element form = Forms.of("result", RESTRICTIONS);
        if (limits.most() > 0) {
            String most = Integer.toString(limits.most());
            Forms.field(form, "max_reactions_per_user", List.of(most));
        }
        if (!limits.allowed().isEmpty()) {
            Forms.field(form, "allowlist", limits.allowed());
        }
        return List.of(form);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of();
    }

    private static Set<String> features(Ability ability, boolean room) {
        return switch (ability) {
            // Nobody asks a room for receipts (XEP-0184 section 5.3).
            case RECEIPTS -> room ? Set.of() : Set.of("urn:xmpp:receipts");
            case DISPLAYED -> Set.of("urn:xmpp:chat-markers:0");
            case CHAT_STATES -> Set.of("http://jabber.org/protocol/chatstates");
            case CORRECTIONS -> Set.of("urn:xmpp:message-correct:0");
            case RETRACTIONS -> Set.of("urn:xmpp:message-retract:0", "urn:xmpp:message-retract:1");
            case MODERATION -> room ? Set.of(Moderation.NAMESPACE, Moderation.OLD) : Set.of();
            case REACTIONS -> Set.of("urn:xmpp:reactions:0");
            case REPLIES -> Set.of("urn:xmpp:reply:0", "urn:xmpp:fallback:0");
            case ATTACHMENTS -> Set.of("jabber:x:oob", "urn:xmpp:sfs:0");
            case SEVERAL_RECIPIENTS -> Set.of("http://jabber.org/protocol/address");
            case SUBJECTS, PRESENCE, CONFIGURATION, AFFILIATIONS, ROOM_LIST, PERSON_QUERIES ->
                    Set.of();
        };
    }
}
