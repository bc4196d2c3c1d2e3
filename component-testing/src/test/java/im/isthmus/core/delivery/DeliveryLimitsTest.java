package im.isthmus.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction.DeliveryFailed;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.table.PreferenceTable;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.LogCapture;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where promises end, and how that is said. */
@Timeout(120)
class DeliveryLimitsTest {
    private static final String ALICE = "alice@localhost";
    private static final String PHONE = ALICE + "/phone";

    private final DemoNetwork network = DemoNetwork.withoutAccounts();
    private FakeXmppServer server;
    private DemoGateway gateway;

    @BeforeEach
    void start() {
        server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
        gateway = DemoGateway.behind(server, network);
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.close();
    }

    @Test
    void nothingMoreIsPromisedWhenAHundredThousandMessagesWait() throws Exception {
        server.awaitLink().goSilent();
        sql(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001)"
                        + " INSERT INTO delivery_outbox SELECT i, 'bob@localhost',"
                        + " 'ann@demo.localhost', 'm' || i, NULL,"
                        + " '<message from=\"ann@demo.localhost\" to=\"bob@localhost\"/>', NULL,"
                        + " 0, 9000000000000000, 0, NULL FROM n");
        gateway.restart();
        server.awaitLink();
        CompletableFuture<Void> refused = network.promise(jid(), message("m1"));
        assertThatThrownBy(refused::join).hasMessageContaining("too many messages wait");

        sql("DELETE FROM delivery_outbox WHERE user_jid = 'bob@localhost'");
        gateway.restart();
        FakeXmppLink link = server.awaitLink();
        network.promise(jid(), message("m2")).join();
        link.awaitStanza(stanza -> "m2".equals(stanza.elementText("body")));
    }

    @Test
    void whatTheServerSendsBackForAWeekIsGivenUp() throws Exception {
        FakeXmppLink link = server.awaitLink();
        network.promise(jid(), message("m1")).join();
        Element first = link.awaitStanza(stanza -> "m1".equals(stanza.elementText("body")));
        link.send(bounce(first));
        comesAgain(link);
        assertThat(network.all(DeliveryFailed.class)).isEmpty();

        long week = Duration.ofDays(7).plusMinutes(1).toMillis();
        sql("UPDATE delivery_outbox SET given_at = given_at - " + week);
        link.send(bounce(first));

        DeliveryFailed failed = network.seen(DeliveryFailed.class);
        assertThat(failed.legacyId()).isEqualTo("m1");
        assertThat(failed.reason()).contains("service-unavailable");
    }

    @Test
    void whatCannotBeReadFromTheStoreWaitsAndHoldsUpNobodyElse() throws Exception {
        FakeXmppLink link = server.awaitLink();
        link.goSilent();
        network.promise(jid(), message("m1")).join();
        link.awaitStanza(stanza -> "m1".equals(stanza.elementText("body")));
        sql("UPDATE delivery_outbox SET stanza = '<message'");
        try (LogCapture log = new LogCapture("im.isthmus.core.delivery")) {
            link.reset();
            FakeXmppLink next = server.awaitLink();
            Await.until("it is tried", () -> !log.errors().isEmpty());
            for (int i = 0; i < 20; i++) {
                network.promise(Jid.parse("bob@localhost"), message("b" + i)).join();
                next.awaitStanza(stanza -> isMessage(stanza) && stanza.asXML().contains("bob@"));
            }
            assertThat(log.errors()).hasSize(1);
        }
    }

    @Test
    void whatACrashLeftInDoubtIsSaidInTheUsersLanguage() throws Exception {
        network.isToldNothing();
        server.awaitLink();
        new PreferenceTable(gateway.store()).set(jid(), Map.of("language", "de"));
        FakeXmppLink link = restarted();
        doubt(link);

        link = restarted();
        answer(link, "<iq type='result' id='%s' from='%s' to='demo.localhost'/>");
        assertThat(link.awaitStanza(DeliveryLimitsTest::isMessage).asXML())
                .contains("type=\"error\"", "id=\"q1\"", "to=\"" + PHONE + "\"")
                .contains("Das Gateway wurde unterbrochen.");
    }

    @Test
    void whoIsGoneGetsANoteAboutACrashInstead() throws Exception {
        network.isToldNothing();
        server.awaitLink();
        FakeXmppLink link = restarted();
        doubt(link);

        link = restarted();
        answer(
                link,
                "<iq type='error' id='%s' from='%s' to='demo.localhost'><error type='cancel'>"
                        + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                        + "</error></iq>");
        Element note = link.awaitStanza(DeliveryLimitsTest::isMessage);
        assertThat(note.attributeValue("to")).isEqualTo(ALICE);
        assertThat(note.attributeValue("type")).isEqualTo("chat");
        assertThat(note.elementText("body"))
                .startsWith("Your message to ann@demo.localhost of ")
                .endsWith("may not have been delivered: the gateway was interrupted.");
    }

    private FakeXmppLink restarted() {
        gateway.restart();
        return server.awaitLink();
    }

    /** The user writes something that the network never answers for. */
    private void doubt(FakeXmppLink link) {
        var _ = network.holdNext(SendMessage.class);
        link.send(
                ("<message type='chat' id='q1' from='%s' to='ann@demo.localhost'>"
                                + "<body>hi</body></message>")
                        .formatted(PHONE));
        network.seen(SendMessage.class);
    }

    /** Answers whether the phone is there. */
    private static void answer(FakeXmppLink link, String with) {
        Element question =
                link.awaitStanza(stanza ->
                        stanza.getName().equals("iq") && PHONE.equals(stanza.attributeValue("to")));
        link.send(with.formatted(question.attributeValue("id"), PHONE));
    }

    /** Lets the user come and go until what came back is sent again. */
    private static void comesAgain(FakeXmppLink link) {
        Element stanza;
        do {
            link.send("<presence type='unavailable' from='" + PHONE + "' to='demo.localhost'/>");
            link.send("<presence from='" + PHONE + "' to='demo.localhost'/>");
            stanza = link.awaitStanza();
        } while (!"m1".equals(stanza.elementText("body")));
    }

    private void sql(String statement) {
        gateway.store()
                .part(
                        "test-" + Integer.toHexString(statement.hashCode()),
                        List.of(List.of(statement)));
    }

    private PrivateMessage message(String text) {
        return new PrivateMessage(network.contact("ann").contact(), text, Content.of(text), null);
    }

    private static boolean isMessage(Element stanza) {
        return stanza.getName().equals("message");
    }

    private static String bounce(Element message) {
        return "<message type='error' from='%s' to='%s' id='%s'><error type='cancel'>"
                        .formatted(
                                ALICE, message.attributeValue("from"), message.attributeValue("id"))
                + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
                + "</message>";
    }

    private static Jid jid() throws InvalidJidException {
        return Jid.parse(ALICE);
    }
}
