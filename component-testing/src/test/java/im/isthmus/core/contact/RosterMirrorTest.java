package im.isthmus.core.contact;

import static im.isthmus.core.contact.RosterScenario.ANN;
import static im.isthmus.core.contact.RosterScenario.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealJabberd2;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import java.util.List;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.junit.jupiter.api.Test;

/** The ways in which contacts come into the roster, by what the server grants. */
class RosterMirrorTest {
    @Test
    void byPrivilegeContactsAppearWithNameAndGroupsAndFollow() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup());
                RosterScenario scenario = new RosterScenario(server)) {
            scenario.network.contact("ann").isListed("Ann", "Friends").shows(Show.AWAY, "tea");
            scenario.register();
            scenario.awaitItem(
                    ANN,
                    item ->
                            item != null
                                    && "Ann".equals(item.name())
                                    && item.groups().equals(List.of("Friends"))
                                    && item.subscription().equals("both"));
            scenario.awaitItem(GATEWAY, item -> item != null && item.subscription().equals("both"));
            scenario.alice.awaitXml("<presence", "from='" + ANN + "'", "<show>away</show>", "tea");
            scenario.network.contact("ann").isListed("Ann Lee", "Work");
            scenario.awaitItem(
                    ANN,
                    item ->
                            item != null
                                    && "Ann Lee".equals(item.name())
                                    && item.groups().equals(List.of("Work")));
            assertThat(RosterScenario.count(scenario.alice, "type='subscribe'")).isZero();
        }
    }

    @Test
    void byPrivilegeARemovalOnEitherSideIsMirroredOnceAndStays() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup());
                RosterScenario scenario = new RosterScenario(server)) {
            scenario.network.contact("ann").isListed("Ann");
            scenario.network.contact("bob").isListed("Bob");
            scenario.register();
            scenario.awaitItem(ANN, item -> item != null);
            scenario.awaitItem("bob@" + GATEWAY, item -> item != null);
            scenario.network.contact("ann").isUnlisted();
            scenario.awaitItem(ANN, item -> item == null);
            scenario.removeFromRoster("bob@" + GATEWAY);
            scenario.network.seen(ContactAction.RemoveContact.class);
            // The network is slow to believe it.
            scenario.network.contact("bob").isListed("Bobby").goesOnline();
            scenario.settle();
            assertThat(scenario.alice.rosterItem("bob@" + GATEWAY)).isNull();
            assertThat(scenario.network.all(ContactAction.RemoveContact.class)).hasSize(1);
            assertThat(
                            RosterScenario.count(
                                    scenario.alice, "<presence", "from='bob@" + GATEWAY, "caps"))
                    .isZero();
            scenario.gateway.restart();
            scenario.alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
            scenario.settle();
            assertThat(scenario.alice.rosterItem("bob@" + GATEWAY)).isNull();
        }
    }

    @Test
    void oneChangeIsOneStanzaAResourceAndNothingIsRepeated() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup());
                RosterScenario scenario = new RosterScenario(server)) {
            scenario.network.contact("ann").isListed("Ann").goesOnline();
            scenario.register();
            scenario.alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
            try (XmppClient phone = scenario.anotherDevice("phone")) {
                phone.awaitXml("<presence", "from='" + ANN + "'", "caps");
                scenario.network.contact("ann").shows(Show.DND, "busy");
                scenario.network.contact("ann").shows(Show.DND, "busy");
                scenario.network.contact("ann").shows(Show.DND, "busier");
                for (XmppClient device : List.of(scenario.alice, phone)) {
                    device.awaitXml("<presence", "from='" + ANN + "'", "busier");
                    assertThat(RosterScenario.count(device, "from='" + ANN + "'", "caps"))
                            .as("online, busy, busier")
                            .isEqualTo(3);
                }
            }
        }
    }

    /** COMPAT(ejabberd 23.01): it grants roster sets and fails them. */
    @Test
    void whereAGrantedRosterSetFailsContactsAskInstead() {
        try (RealEjabberd server = RealEjabberd.start(RosterScenario.setup());
                RosterScenario scenario = new RosterScenario(server)) {
            scenario.network.contact("ann").isListed("Ann");
            scenario.register();
            scenario.alice.send("<presence to='" + GATEWAY + "'/>");
            Await.until(
                    "ann in one way or the other",
                    () ->
                            scenario.alice.rosterItem(ANN) != null
                                    || RosterScenario.count(
                                                    scenario.alice,
                                                    "type='subscribe'",
                                                    "from='" + ANN + "'")
                                            == 1);
        }
    }

    @Test
    void clientsThatUnderstandItAreSuggestedContactsAHundredAtATime() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup().withoutPrivileges());
                RosterScenario scenario = new RosterScenario(server)) {
            ServiceDiscoveryManager.getInstanceFor(scenario.alice.smack())
                    .addFeature(RosterExchange.NAMESPACE);
            for (int i = 0; i < 250; i++) {
                scenario.network.contact("c" + i).isListed("Contact " + i, "Demo");
            }
            scenario.register();
            scenario.approveGateway();
            for (int i = 0; i < 3; i++) {
                String xml =
                        XmppClient.xml(
                                scenario.alice.awaitXml("<message", RosterExchange.NAMESPACE));
                assertThat(xml.split("action=", -1).length - 1).isLessThanOrEqualTo(100);
            }
            assertThat(RosterScenario.count(scenario.alice, "type='subscribe'", "from='c"))
                    .isZero();
        }
    }

    @Test
    void onAServerWithoutAnyExtensionContactsAsk() {
        try (RealXmppServer server = RealJabberd2.start(RosterScenario.setup());
                RosterScenario scenario = new RosterScenario(server)) {
            scenario.network.contact("ann").isListed("Ann").goesOnline();
            scenario.register();
            scenario.approveGateway();
            scenario.alice.awaitXml("type='subscribe'", "from='" + ANN + "'");
            scenario.alice.send("<presence to='" + ANN + "' type='subscribed'/>");
            scenario.alice.send("<presence to='" + ANN + "' type='subscribe'/>");
            scenario.alice.awaitXml("type='subscribed'", "from='" + ANN + "'");
            scenario.alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
            scenario.network.contact("ann").writes("it works");
            scenario.alice.awaitMessage(ANN, "it works");
            scenario.network.contact("ann").isUnlisted();
            scenario.alice.awaitXml("type='unsubscribed'", "from='" + ANN + "'");
        }
    }
}
