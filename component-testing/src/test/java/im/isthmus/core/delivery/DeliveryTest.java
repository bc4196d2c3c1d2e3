package im.isthmus.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.content.Content;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeliveryTest {
    private static final String ALICE = "alice@localhost";

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    @Test
    void aMessageThatTheServerMayNotHaveTakenComesAgainWithItsIdAndTheTime() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            link.goSilent();
            write("m1", "first");
            Element first = link.awaitStanza(stanza -> says(stanza, "first"));
            assertThat(first.element("delay")).isNull();
            link.reset();

            FakeXmppLink next = server.awaitLink();
            Element again = next.awaitStanza(stanza -> says(stanza, "first"));
            assertThat(again.attributeValue("id")).isEqualTo(first.attributeValue("id"));
            assertThat(again.element("delay")).isNotNull();
        }
    }

    @Test
    void whatWasConfirmedIsNotSentAgain() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway gateway = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            write("m1", "first");
            link.awaitStanza(stanza -> says(stanza, "first"));

            gateway.restart();
            FakeXmppLink next = server.awaitLink();
            write("m2", "second");
            assertThat(says(next.awaitStanza(DeliveryTest::isMessage), "second")).isTrue();
        }
    }

    @Test
    void whatComesWhileTheServerIsAwayComesInOrder() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            link.goSilent();
            for (int i = 0; i < 10; i++) {
                write("a" + i, "text " + i);
            }
            link.awaitStanza(stanza -> says(stanza, "text 9"));
            link.reset();
            for (int i = 10; i < 250; i++) {
                write("a" + i, "text " + i);
            }

            FakeXmppLink next = server.awaitLink();
            for (int i = 0; i < 250; i++) {
                assertThat(next.awaitStanza(DeliveryTest::isMessage).elementText("body"))
                        .isEqualTo("text " + i);
            }
        }
    }

    @Test
    void aMessageThatTheNetworkRepeatsIsShownOnceEvenAfterARestart() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway gateway = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            write("m1", "once");
            write("m1", "once");
            write("m2", "end");
            assertThat(says(link.awaitStanza(DeliveryTest::isMessage), "once")).isTrue();
            assertThat(says(link.awaitStanza(DeliveryTest::isMessage), "end")).isTrue();

            gateway.restart();
            FakeXmppLink next = server.awaitLink();
            write("m1", "once");
            write("m3", "later");
            assertThat(says(next.awaitStanza(DeliveryTest::isMessage), "later")).isTrue();
        }
    }

    @Test
    void whatTheUsersServerCannotTakeNowIsTriedWhenTheUserIsThere() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            write("m1", "hello");
            Element message = link.awaitStanza(stanza -> says(stanza, "hello"));
            link.send(bounce(message, "cancel", "service-unavailable"));
            write("m2", "behind it");
            link.send("<presence from='" + ALICE + "/phone' to='demo.localhost'/>");

            Element again = link.awaitStanza(DeliveryTest::isMessage);
            while (says(again, "behind it")) {
                // It had left before the error was seen.
                again = link.awaitStanza(DeliveryTest::isMessage);
                link.send("<presence from='" + ALICE + "/phone' to='demo.localhost'/>");
            }
            assertThat(again.attributeValue("id")).isEqualTo(message.attributeValue("id"));
        }
    }

    @Test
    void theNetworkHearsWhatTheUsersServerWillNeverTake() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            write("m1", "hello");
            Element message = link.awaitStanza(stanza -> says(stanza, "hello"));
            link.send(bounce(message, "modify", "not-acceptable"));

            MessageAction.DeliveryFailed failed = network.seen(MessageAction.DeliveryFailed.class);
            assertThat(failed.legacyId()).isEqualTo("m1");
            assertThat(failed.to().address().localpart()).isEqualTo("ann");
            assertThat(failed.reason()).contains("not-acceptable");
        }
    }

    @Test
    void anErrorFromOneClientIsNoFailure() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            write("m1", "hello");
            Element message = link.awaitStanza(stanza -> says(stanza, "hello"));
            link.send(
                    bounce(message, "cancel", "feature-not-implemented")
                            .replace("from='" + ALICE, "from='" + ALICE + "/bot"));
            link.send(bounce(message, "cancel", "gone"));

            assertThat(network.seen(MessageAction.DeliveryFailed.class).reason()).contains("gone");
            assertThat(network.all(MessageAction.DeliveryFailed.class)).hasSize(1);
        }
    }

    private void write(String id, String text) throws Exception {
        network.tell(
                Jid.parse(ALICE),
                new PrivateMessage(network.contact("ann").contact(), id, Content.of(text), null));
    }

    private static boolean isMessage(Element stanza) {
        return stanza.getName().equals("message");
    }

    private static boolean says(Element stanza, String body) {
        return body.equals(stanza.elementText("body"));
    }

    private static String bounce(Element message, String type, String condition) {
        return "<message type='error' from='"
                + ALICE
                + "' to='"
                + message.attributeValue("from")
                + "' id='"
                + message.attributeValue("id")
                + "'><error type='"
                + type
                + "'><"
                + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>";
    }
}
