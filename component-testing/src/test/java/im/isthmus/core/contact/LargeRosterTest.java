package im.isthmus.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Five thousand contacts at log-in: each is said once, and how many stanzas that takes is told. */
class LargeRosterTest {
    private static final Logger LOG = LoggerFactory.getLogger(LargeRosterTest.class);
    private static final int CONTACTS = 5000;
    private static final String ALICE = "alice@localhost/test";

    private final DemoNetwork network = DemoNetwork.withAccounts();

    @Test
    void everyContactComesIntoTheRosterOnceAndShowsItselfOnce() {
        for (int i = 0; i < CONTACTS; i++) {
            network.contact("c" + i).isListed("Contact " + i, "Demo").goesOnline();
        }
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway gateway = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            link.send(
                    "<message from='localhost' to='demo.localhost'><privilege"
                            + " xmlns='urn:xmpp:privilege:2'><perm access='roster' type='both'/>"
                            + "</privilege></message>");
            link.send(
                    "<iq type='set' id='r' from='alice@localhost/test' to='demo.localhost'>"
                            + "<query xmlns='jabber:iq:register'><username>a</username><password>"
                            + DemoNetwork.PASSWORD
                            + "</password></query></iq>");
            long start = System.nanoTime();
            Counts first = answerUntil(link, CONTACTS, true);
            report("first log-in", first, start);
            assertThat(first.of("roster-set")).isEqualTo(CONTACTS + 1);
            assertThat(first.of("presence")).isEqualTo(CONTACTS + 1);
            start = System.nanoTime();
            broadcast(link, "alice@localhost/phone");
            Counts second = answerUntil(link, CONTACTS, false);
            report("another resource, with a probe and a presence a contact", second, start);
            assertThat(second.of("roster-set")).isZero();
            assertThat(second.of("presence")).isEqualTo(CONTACTS + 1);
            assertThat(gateway.gateway().lostStanzas()).isZero();
        }
    }

    /** What a server sends for a resource that comes online: to everybody in the roster. */
    private static void broadcast(FakeXmppLink link, String resource) {
        link.send("<presence from='" + resource + "' to='demo.localhost'/>");
        for (int i = 0; i < CONTACTS; i++) {
            String to = "' to='c" + i + "@demo.localhost'";
            link.send("<presence type='probe' from='" + resource + to + "/>");
            link.send("<presence from='" + resource + to + "/>");
        }
    }

    /** Plays the server until all contacts were seen, and a second more. */
    private static Counts answerUntil(FakeXmppLink link, int contacts, boolean logIn) {
        Counts counts = new Counts(new HashMap<>());
        String last = "done";
        while (true) {
            Element stanza = link.awaitStanza();
            counts.note(stanza);
            String id = stanza.attributeValue("id");
            if (stanza.getName().equals("iq") && "set".equals(stanza.attributeValue("type"))) {
                link.send(
                        "<iq type='result' from='alice@localhost' to='demo.localhost' id='"
                                + id
                                + "'/>");
            } else if (logIn && "probe".equals(stanza.attributeValue("type"))) {
                link.send("<presence from='" + ALICE + "' to='demo.localhost'/>");
            }
            if (last.equals(id)) {
                return counts;
            }
            if (counts.of("presence") > contacts && counts.of("end") == 0) {
                counts.byKind().put("end", 1);
                link.send(
                        "<iq type='get' id='done' from='alice@localhost/other'"
                                + " to='demo.localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
            }
        }
    }

    private record Counts(Map<String, Integer> byKind) {
        int of(String kind) {
            return byKind.getOrDefault(kind, 0);
        }

        void note(Element stanza) {
            String type = stanza.attributeValue("type", "");
            String kind =
                    switch (stanza.getName()) {
                        case "iq" -> type.equals("set") ? "roster-set" : "iq-" + type;
                        case "presence" -> type.isEmpty() ? "presence" : "presence-" + type;
                        default -> stanza.getName();
                    };
            byKind.merge(kind, 1, Integer::sum);
        }
    }

    private static void report(String what, Counts counts, long start) {
        LOG.info(
                "roster-of-{} step=\"{}\" ms={} stanzas={}",
                CONTACTS,
                what,
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                counts.byKind());
    }
}
