package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.store.stay.StayTable;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoGatewayTest {
    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    @Test
    void messagesPassBothWaysThroughARealServer() {
        XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway gateway = DemoGateway.behind(prosody, network);
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.send("<message type='chat' to='ann@demo.localhost'><body>hello</body></message>");
            assertThat(network.seen(SendMessage.class).body()).isEqualTo("hello");
            network.contact("ann").writes("hi");
            alice.awaitMessage("ann@demo.localhost", "hi");
            assertThat(gateway.gateway().lostStanzas()).isZero();
        }
    }

    @Test
    void theNetworkFailsOnCommand() {
        network.failNext(SendMessage.class, new BackendFailure.Rejected("Not today."));
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway gateway = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            link.send(
                    "<message type='chat' id='m1' from='alice@localhost/a' to='ann@"
                            + DemoGateway.DOMAIN
                            + "'><body>hello</body></message>");
            assertThat(link.awaitStanza().asXML())
                    .contains("id=\"m1\"", "not-acceptable", "Not today.");
            assertThat(gateway.gateway().lostStanzas()).isZero();
        }
    }

    @Test
    void rosterPushesOfAServerAreTakenAndThoseOfClientsAreNot() {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            for (String from : new String[] {"alice@localhost", "alice@localhost/a"}) {
                link.send(
                        "<iq type='set' id='push' from='"
                                + from
                                + "' to='demo.localhost'><query xmlns='jabber:iq:roster'>"
                                + "<item jid='ann@demo.localhost'/></query></iq>");
                assertThat(link.awaitStanza().attributeValue("type"))
                        .isEqualTo(from.endsWith("/a") ? "error" : "result");
            }
        }
    }

    @Test
    void peopleArePingedAndSayWhatTheyUse() {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            link.send(question("p1", "<ping xmlns='urn:xmpp:ping'/>"));
            assertThat(network.seen(PersonAction.PingPerson.class).whom().address().localpart())
                    .isEqualTo("ann");
            assertThat(link.awaitStanza().asXML()).contains("type=\"result\"", "id=\"p1\"");

            link.send(question("v1", "<query xmlns='jabber:iq:version'/>"));
            assertThat(link.awaitStanza().asXML())
                    .contains(
                            "type=\"result\"",
                            "id=\"v1\"",
                            "<name>A demonstration</name><version>1.0 (demo)</version>");

            network.failNext(
                    PersonAction.AskSoftware.class, new BackendFailure.NotFound("Nobody there."));
            link.send(question("v2", "<query xmlns='jabber:iq:version'/>"));
            assertThat(link.awaitStanza().asXML()).contains("id=\"v2\"", "item-not-found");
        }
    }

    private static String question(String id, String payload) {
        return "<iq type='get' id='"
                + id
                + "' from='alice@localhost/a' to='ann@demo.localhost'>"
                + payload
                + "</iq>";
    }

    @Test
    void whoHasTheGatewayInTheRosterIsAskedForAfterEachConnect() {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway gateway = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            for (String type : List.of("subscribe", "unsubscribe")) {
                link.send(subscription(type, "bob@localhost"));
            }
            link.send(subscription("subscribe", "alice@localhost"));
            ContactTable table = new ContactTable(gateway.store());
            List<ContactTable.Seen> alices = List.of(new ContactTable.Seen("alice@localhost", ""));
            Await.until("stored", () -> table.seen().equals(alices), () -> "" + table.seen());
            link.end();
            assertThat(server.awaitLink().awaitStanza().asXML())
                    .contains(
                            "type=\"probe\"", "from=\"demo.localhost\"", "to=\"alice@localhost\"");
        }
    }

    private static String subscription(String type, String user) {
        return "<presence type='%s' from='%s' to='demo.localhost'/>".formatted(type, user);
    }

    @Test
    void aUserMeetsPeopleInARoom() {
        network.room("#tea").enters("ann");
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway gateway = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            join(link);
            network.seen(UserAction.JoinRoom.class);
            link.awaitStanza(stanza -> stanza.asXML().contains("#tea@demo.localhost/ann"));
            link.awaitStanza(stanza -> stanza.asXML().contains("code=\"110\""));
            network.room("#tea").says("ann", "one lump or two?");
            link.awaitStanza(stanza -> stanza.asXML().contains("one lump or two?"));
            assertThat(gateway.store().properties().get("anything")).isNull();
        }
    }

    @Test
    void whoCouldNotBeToldOfTheEndCountsAsIn() {
        FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
        try (DemoGateway gateway = DemoGateway.behind(server, network)) {
            try (server) {
                FakeXmppLink link = server.awaitLink();
                join(link);
                link.awaitStanza(stanza -> stanza.asXML().contains("code=\"110\""));
            }
            Await.until("the link is lost", () -> !gateway.gateway().statistics().connected());
            gateway.gateway().close();
            gateway.store().commits().write(_ -> "all is stored").join();
            assertThat(new StayTable(gateway.store()).load().values())
                    .singleElement()
                    .satisfies(stays -> assertThat(stays.getFirst().told()).isFalse());
        }
    }

    private static void join(FakeXmppLink link) {
        link.send(
                "<presence from='alice@localhost/a' to='#tea@demo.localhost/alice'>"
                        + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }
}
