package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was said in a room is found again: on entering, after a restart, and in the archive. */
@Timeout(120)
class RoomHistoryWalkTest {
    private static final String ROOM = "#tea@" + DemoGateway.DOMAIN;

    private static final String SET =
            "<set xmlns='http://jabber.org/protocol/rsm'><max>%d</max><before>%s</before></set>";

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    /** The servers between user and gateway. */
    enum Server {
        PROSODY,
        EJABBERD;

        RealXmppServer start() {
            XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
            return switch (this) {
                case PROSODY -> RealProsody.start(setup);
                case EJABBERD -> RealEjabberd.start(setup);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterARestartHistoryAndArchiveHaveTheSameMessagesByTheSameIds(Server kind) {
        network.room("#tea").enters("ann");
        try (RealXmppServer server = kind.start();
                DemoGateway gateway = DemoGateway.behind(server, network);
                XmppClient alice = XmppClient.login(server, "alice", "phone")) {
            alice.joinRoom(ROOM, "alice");
            network.room("#tea").says("ann", "one lump or two?");
            alice.awaitMessage(ROOM + "/ann", "one lump or two?");
            alice.sayInRoom(ROOM, "none, thank you");
            alice.awaitMessage(ROOM + "/alice", "none, thank you");
            gateway.restart();

            try (XmppClient later = XmppClient.login(server, "alice", "tablet")) {
                later.joinRoom(ROOM, "alice");
                String first =
                        XmppClient.xml(later.awaitMessage(ROOM + "/ann", "one lump or two?"));
                String second =
                        XmppClient.xml(later.awaitMessage(ROOM + "/alice", "none, thank you"));
                assertThat(first).contains("urn:xmpp:delay", "urn:xmpp:sid:0");

                query(later, "q1", "");
                assertThat(fin(later)).contains("complete='true'", "<count>2</count>");
                List<String> results = results(later, "q1");
                assertThat(results).hasSize(2);
                assertThat(results.getFirst()).contains("one lump", "jabber:client");
                assertThat(stanzaId(results.getFirst())).isEqualTo(stanzaId(first));
                assertThat(stanzaId(results.getLast())).isEqualTo(stanzaId(second));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodySeesTheArchiveOfAnother(Server kind) {
        network.room("#tea").enters("ann");
        try (RealXmppServer server = kind.start();
                DemoGateway _ = DemoGateway.behind(server, network);
                XmppClient alice = XmppClient.login(server, "alice", "phone");
                XmppClient bob = XmppClient.login(server, "bob", "phone")) {
            alice.joinRoom(ROOM, "alice");
            String id = network.room("#tea").says("ann", "between you and me");
            alice.awaitMessage(ROOM + "/ann", "between you and me");

            bob.joinRoom(ROOM, "bob");
            query(bob, "q1", "");
            assertThat(fin(bob)).contains("<count>0</count>");
            query(bob, "q2", field("ids", id));
            bob.awaitXml("id='q2'", "item-not-found");
            assertThat(bob.stanzas())
                    .noneMatch(each -> XmppClient.xml(each).contains("between you and me"));
        }
    }

    @Test
    void whoReadsBackBeyondTheArchiveGetsWhatTheNetworkKnows() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        DemoRoom tea = network.room("#tea").enters("ann");
        for (int i = 1; i <= 5; i++) {
            tea.remembers("ann", "cup " + i, noon.plusSeconds(i));
        }
        try (RealXmppServer server = Server.PROSODY.start();
                DemoGateway _ = DemoGateway.behind(server, network);
                XmppClient alice = XmppClient.login(server, "alice", "phone")) {
            alice.joinRoom(ROOM, "alice");
            String id = tea.says("ann", "one lump or two?");
            alice.awaitMessage(ROOM + "/ann", "one lump or two?");

            query(alice, "q1", "", SET.formatted(2, id));
            assertThat(fin(alice)).doesNotContain("complete='true'");
            List<String> first = results(alice, "q1");
            assertThat(first).hasSize(2);
            assertThat(first.getFirst()).contains("cup 4", "2026-03-01T12:00:04");
            assertThat(first.getLast()).contains("cup 5");
            query(alice, "q2", "", SET.formatted(2, stanzaId(first.getFirst())));
            alice.awaitXml("id='q2'", "type='result'");
            assertThat(results(alice, "q2")).hasSize(2).first().asString().contains("cup 2");
            query(alice, "q3", "", SET.formatted(2, stanzaId(results(alice, "q2").getFirst())));
            alice.awaitXml("id='q3'", "complete");
            assertThat(results(alice, "q3")).singleElement().asString().contains("cup 1");
            assertThat(alice.stanzas())
                    .noneMatch(each ->
                            XmppClient.xml(each).contains("cup ")
                                    && !XmppClient.xml(each).contains("<forwarded"));
        }
    }

    @Test
    void anArchiveTellsItsEndsTurnsPagesAroundAndGivesAHundredAtMost() {
        DemoRoom tea = network.room("#tea").enters("ann");
        try (RealXmppServer server = Server.PROSODY.start();
                DemoGateway _ = DemoGateway.behind(server, network);
                XmppClient alice = XmppClient.login(server, "alice", "phone")) {
            alice.joinRoom(ROOM, "alice");
            String first = tea.says("ann", "cup 1");
            for (int i = 2; i <= 100; i++) {
                tea.says("ann", "cup " + i);
            }
            String last = tea.says("ann", "cup 101");
            alice.awaitMessage(ROOM + "/ann", "cup 101");

            alice.send(
                    "<iq type='get' id='m1' to='%s'><metadata xmlns='urn:xmpp:mam:2'/></iq>"
                            .formatted(ROOM));
            String id = "id=&apos;%s&apos;"; // Smack shows it as text
            alice.awaitXml("id='m1'", "start", id.formatted(first), "end", id.formatted(last));
            query(alice, "q1", "", SET.formatted(1000, "") + "<flip-page/>");
            alice.awaitXml("id='q1'", "type='result'");
            List<String> page = results(alice, "q1");
            assertThat(page).hasSize(100);
            assertThat(page.getFirst()).contains("cup 101<");
            assertThat(page.getLast()).contains("cup 2<");
        }
    }

    private static void query(XmppClient client, String id, String fields) {
        query(client, id, fields, "");
    }

    private static void query(XmppClient client, String id, String fields, String page) {
        client.send(
                ("<iq type='set' id='%s' to='%s'><query xmlns='urn:xmpp:mam:2' queryid='%s'>"
                                + "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                                + "<value>urn:xmpp:mam:2</value></field>%s</x>%s</query></iq>")
                        .formatted(id, ROOM, id, fields, page));
    }

    /** What ended a query; Smack shows what it does not know as text. */
    private static String fin(XmppClient client) {
        return XmppClient.xml(client.awaitXml("<fin", "urn:xmpp:mam:2"))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&apos;", "'");
    }

    private static String field(String name, String value) {
        return "<field var='%s'><value>%s</value></field>".formatted(name, value);
    }

    private static List<String> results(XmppClient client, String queryId) {
        return client.stanzas().stream()
                .map(XmppClient::xml)
                .filter(xml -> xml.contains("queryid='" + queryId + "'"))
                .filter(xml -> xml.contains("<forwarded"))
                .toList();
    }

    private static String stanzaId(String xml) {
        int at = xml.indexOf("<stanza-id");
        int id = xml.indexOf("id='", xml.indexOf("by=", at) < 0 ? at : at + 10) + 4;
        return xml.substring(id, xml.indexOf('\'', id));
    }
}
