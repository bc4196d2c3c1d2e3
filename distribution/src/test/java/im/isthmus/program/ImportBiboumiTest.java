package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealBiboumi;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealPostgres;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of a real biboumi find their rooms, settings and history here. */
@Timeout(120)
class ImportBiboumiTest {
    private static final String GATEWAY = "irc.localhost";
    private static final String NETWORK = "127.0.0.1@" + GATEWAY;
    private static final String ROOM = "#move%127.0.0.1@" + GATEWAY;

    @TempDir Path directory;

    @Test
    void theUsersOfBiboumiGoOnWithoutChangingAnything() throws Exception {
        move("");
    }

    @Test
    void soDoThoseOfOneWithItsDatabaseOnAServer() throws Exception {
        try (RealPostgres postgres = RealPostgres.start()) {
            URI database = URI.create(postgres.newDatabase().substring("jdbc:".length()));
            String user = database.getQuery().replace("user=", "");
            move("postgresql://" + user + "@" + database.getAuthority() + database.getPath());
        }
    }

    /** What must hold wherever biboumi keeps its things. */
    private void move(String database) throws Exception {
        try (RealProsody prosody = RealProsody.start(XmppSetup.standard());
                RealInspircd irc = RealInspircd.start();
                XmppClient alice = XmppClient.login(prosody, "alice");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            alice.send("<presence/>");
            carol.join("#move");
            Path output = directory.resolve("moved");
            try (RealBiboumi biboumi = RealBiboumi.start(prosody, GATEWAY, database)) {
                live(alice, carol, irc.port());
                biboumi.stop();
                byte[] before = Files.readAllBytes(biboumi.config());
                String report = imported(biboumi.config(), output);
                assertThat(Files.readAllBytes(biboumi.config())).isEqualTo(before);
                assertThat(report)
                        .contains("settings: 1")
                        .contains("history: 2 messages")
                        .contains("isthmus run");
            }
            try (IrcLab _ = IrcLab.run(output.resolve("irc.toml"))) {
                alice.joinRoom(ROOM, "alice");
                alice.awaitXml("<delay", "under the old roof", "from='" + ROOM + "/carol'");
                carol.awaitLine("JOIN", "#move", "alice");
                carol.awaitLine("PRIVMSG carol", "hello from settings");
                alice.sayInRoom(ROOM, "under the new roof");
                carol.awaitMessage("alice", "under the new roof");
            }
        }
    }

    /** What somebody did with biboumi. */
    private static void live(XmppClient alice, IrcUser carol, int port) {
        awaitAnswers(alice);
        Stanza form =
                answer(
                        alice,
                        "c1",
                        "<command xmlns='http://jabber.org/protocol/commands'"
                                + " node='configure' action='execute'/>");
        Matcher session = Pattern.compile("sessionid='([^']*)'").matcher(XmppClient.xml(form));
        assertThat(session.find()).as(XmppClient.xml(form)).isTrue();
        answer(
                alice,
                "c2",
                "<command xmlns='http://jabber.org/protocol/commands'"
                        + " node='configure' action='complete' sessionid='"
                        + session.group(1)
                        + "'><x xmlns='jabber:x:data' type='submit'>"
                        + field("ports", String.valueOf(port))
                        + field("tls_ports", "")
                        + field("realname", "Alice of Old")
                        + field("after_connect_commands", "PRIVMSG carol :hello from settings")
                        + "</x></command>");
        alice.joinRoom(ROOM, "alice");
        alice.sayInRoom(ROOM, "I moved in");
        carol.awaitMessage("alice", "I moved in");
        carol.say("#move", "under the old roof");
        alice.awaitMessage(ROOM + "/carol", "under the old roof");
        alice.send("<presence type='unavailable' to='" + ROOM + "/alice'/>");
        carol.awaitLine("PART", "#move");
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private static Stanza answer(XmppClient alice, String id, String payload) {
        alice.send("<iq type='set' id='" + id + "' to='" + NETWORK + "'>" + payload + "</iq>");
        return alice.awaitXml("id='" + id + "'");
    }

    private static void awaitAnswers(XmppClient alice) {
        AtomicInteger asked = new AtomicInteger();
        Await.until(
                "biboumi answers",
                () -> {
                    String id = "ping" + asked.incrementAndGet();
                    alice.send(
                            "<iq type='get' id='"
                                    + id
                                    + "' to='"
                                    + GATEWAY
                                    + "'>"
                                    + "<ping xmlns='urn:xmpp:ping'/></iq>");
                    return !XmppClient.xml(alice.awaitXml("id='" + id + "'"))
                            .contains("type='error'");
                });
    }

    private static String imported(Path config, Path output) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status =
                new Isthmus(Map.of(), print, print)
                        .execute(
                                List.of(
                                        "import",
                                        "biboumi",
                                        config.toString(),
                                        "--output",
                                        output.toString()));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        return text;
    }
}
