package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.action.RoomAdministration.Moderate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

/** What service discovery says of messages follows what the network can. */
class MessageFeaturesTest extends RouterScenario {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ROOM = "#c%net@irc.example.org";
    private static final String CONTACT = "bob%net@irc.example.org";

    @Test
    void aContactHasWhatItsNetworkCanCarry() {
        assertThat(features(CONTACT))
                .contains("urn:xmpp:styling:0")
                .doesNotContain("urn:xmpp:receipts", "urn:xmpp:message-correct:0");
        backend.abilities = EnumSet.allOf(Ability.class);
        assertThat(features(CONTACT))
                .contains(
                        "urn:xmpp:receipts",
                        "urn:xmpp:chat-markers:0",
                        "http://jabber.org/protocol/chatstates",
                        "urn:xmpp:message-correct:0",
                        "urn:xmpp:message-retract:1",
                        "urn:xmpp:reactions:0",
                        "urn:xmpp:reply:0",
                        "urn:xmpp:fallback:0",
                        "jabber:x:oob",
                        "urn:xmpp:sfs:0",
                        "http://jabber.org/protocol/address")
                .doesNotContain("urn:xmpp:message-moderate:1");
    }

    @Test
    void aRoomIsModeratedAndAsksForNoReceipts() {
        backend.abilities = EnumSet.allOf(Ability.class);

        assertThat(features(ROOM))
                .contains("urn:xmpp:message-moderate:1", "urn:xmpp:message-moderate:0")
                .doesNotContain("urn:xmpp:receipts");
        assertThat(features("irc.example.org"))
                .contains("http://jabber.org/protocol/address")
                .doesNotContain("urn:xmpp:reactions:0");
    }

    @Test
    void limitsOnReactionsAreTold() {
        backend.abilities = Set.of(Ability.REACTIONS);
        assertThat(info(CONTACT).asXML()).doesNotContain("restrictions");
        backend.reactions = new Backend.Reactions(1, List.of("👋", "🐢"));

        assertThat(info(CONTACT).asXML().replace('"', '\''))
                .contains(
                        "<value>urn:xmpp:reactions:0:restrictions</value>",
                        "<field var='max_reactions_per_user'><value>1</value></field>",
                        "<field var='allowlist'><value>👋</value><value>🐢</value></field>");
    }

    @Test
    void anOrderToTakeAwayIsForRoomsAndNamesAMessage() {
        backend.abilities = EnumSet.allOf(Ability.class);
        String order =
                "<moderate xmlns='urn:xmpp:message-moderate:1' id='L1'>"
                        + "<retract xmlns='urn:xmpp:message-retract:1'/></moderate>";

        assertThat(ask("set", CONTACT, order)).isEqualTo("cancel service-unavailable");
        assertThat(ask("set", ROOM, "<moderate xmlns='urn:xmpp:message-moderate:1'/>"))
                .isEqualTo("modify bad-request");
        assertThat(ask("set", ROOM, order)).isEqualTo("modify not-acceptable");
        assertThat(backend.actions).noneMatch(Moderate.class::isInstance);
    }

    private List<String> features(String jid) {
        return info(jid).elements("feature").stream().map(f -> f.attributeValue("var")).toList();
    }

    private Element info(String jid) {
        return answer("get", jid, query(INFO)).element("query");
    }
}
