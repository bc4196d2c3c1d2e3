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
import java.io.File;
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
import java.util.stream.Stream;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of a real biboumi find their rooms, settings and history here. */
@Timeout(120)
class ImportBiboumiTest {
    private static final String GATEWAY = "irc.localhost";
    private static final String FIXED = "fixed_irc_server=127.0.0.1\npersistent_by_default=true\n";

    @TempDir Path directory;

    private String network = "127.0.0.1@" + GATEWAY;
    private String room = "#move%127.0.0.1@" + GATEWAY;
    private String node = "configure";

    @Test
    void theUsersOfBiboumiGoOnWithoutChangingAnything() throws Exception {
        move("", "");
    }

    @Test
    void soDoThoseOfOneWithASingleNetworkWhoStayThereWithoutAClient() throws Exception {
        network = GATEWAY;
        room = "#move@" + GATEWAY;
        node = "server-configure";
        move("", FIXED);
    }

    @Test
    void soDoThoseOfOneWithItsDatabaseOnAServer() throws Exception {
        try (RealPostgres postgres = RealPostgres.start()) {
            URI database = URI.create(postgres.newDatabase().substring("jdbc:".length()));
            String user = database.getQuery().replace("user=", "");
            move("postgresql://" + user + "@" + database.getAuthority() + database.getPath(), "");
        }
    }

    /** What must hold wherever biboumi keeps its things. */
    private void move(String database, String extra) throws Exception {
        try (RealProsody prosody = RealProsody.start(XmppSetup.standard());
                RealInspircd irc = RealInspircd.start();
                XmppClient alice = XmppClient.login(prosody, "alice");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            alice.send("<presence/>");
            carol.join("#move");
            Path output = directory.resolve("moved");
            try (RealBiboumi biboumi = RealBiboumi.start(prosody, GATEWAY, database, extra)) {
                live(alice, carol, irc.port());
                if (extra.isEmpty()) {
                    alice.send("<presence type='unavailable' to='" + room + "/alice'/>");
                    carol.awaitLine("PART", "#move");
                }
                biboumi.stop();
                byte[] before = Files.readAllBytes(biboumi.config());
                List<String> copies = copies(output);
                String report = imported(biboumi.config(), output);
                assertThat(copies(output)).isEqualTo(copies);
                assertThat(Files.readAllBytes(biboumi.config())).isEqualTo(before);
                assertThat(report)
                        .contains("settings: 1")
                        .contains("history: 2 messages")
                        .contains("isthmus run");
            }
            try (IrcLab _ = IrcLab.run(output.resolve("irc.toml"))) {
                alice.joinRoom(room, "alice");
                alice.awaitXml("<delay", "under the old roof", "from='" + room + "/carol'");
                carol.awaitLine("JOIN", "#move", "alice");
                carol.awaitLine("PRIVMSG carol", "hello from settings");
                alice.sayInRoom(room, "under the new roof");
                carol.awaitMessage("alice", "under the new roof");
                if (!extra.isEmpty()) {
                    staysWithoutAClient(alice, carol);
                }
            }
        }
    }

    private void staysWithoutAClient(XmppClient alice, IrcUser carol) {
        List<String> before = farewells(carol);
        alice.send("<presence type='unavailable'/>");
        carol.say("#move", "are you there?");
        carol.send("PRIVMSG alice :\u0001PING heard\u0001");
        carol.awaitLine(":alice!", "NOTICE carol", "PING heard");
        alice.send("<presence/>");
        alice.joinRoom(room, "alice");
        alice.awaitXml("<delay", "are you there?", "from='" + room + "/carol'");
        assertThat(farewells(carol)).isEqualTo(before);
    }

    private static List<String> farewells(IrcUser carol) {
        return carol.lines().stream()
                .filter(line -> line.matches(":alice!\\S+ (PART|QUIT) .*"))
                .toList();
    }

    /** What somebody did with biboumi. */
    private void live(XmppClient alice, IrcUser carol, int port) {
        awaitAnswers(alice);
        Stanza form =
                answer(
                        alice,
                        "c1",
                        "<command xmlns='http://jabber.org/protocol/commands'"
                                + " node='"
                                + node
                                + "' action='execute'/>");
        Matcher session = Pattern.compile("sessionid='([^']*)'").matcher(XmppClient.xml(form));
        assertThat(session.find()).as(XmppClient.xml(form)).isTrue();
        answer(
                alice,
                "c2",
                "<command xmlns='http://jabber.org/protocol/commands'"
                        + " node='"
                        + node
                        + "' action='complete' sessionid='"
                        + session.group(1)
                        + "'><x xmlns='jabber:x:data' type='submit'>"
                        + field("ports", String.valueOf(port))
                        + field("tls_ports", "")
                        + field("realname", "Alice of Old")
                        + field("after_connect_commands", "PRIVMSG carol :hello from settings")
                        + "</x></command>");
        alice.joinRoom(room, "alice");
        alice.sayInRoom(room, "I moved in");
        carol.awaitMessage("alice", "I moved in");
        carol.say("#move", "under the old roof");
        alice.awaitMessage(room + "/carol", "under the old roof");
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private Stanza answer(XmppClient alice, String id, String payload) {
        alice.send("<iq type='set' id='" + id + "' to='" + network + "'>" + payload + "</iq>");
        return alice.awaitXml("id='" + id + "'");
    }

    private static void awaitAnswers(XmppClient alice) {
        AtomicInteger asked = new AtomicInteger();
        Await.until(
                "biboumi answers",
                () -> {
                    String id = "info" + asked.incrementAndGet();
                    alice.send(
                            "<iq type='get' id='"
                                    + id
                                    + "' to='"
                                    + GATEWAY
                                    + "'>"
                                    + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
                    return !XmppClient.xml(alice.awaitXml("id='" + id + "'"))
                            .contains("type='error'");
                });
    }

    /** Of biboumi's database, which has everybody's passwords. */
    private static List<String> copies(Path output) {
        return Stream.of(new File(System.getProperty("java.io.tmpdir")), output.toFile())
                .flatMap(folder -> Stream.ofNullable(folder.list()).flatMap(Stream::of))
                .filter(name -> name.startsWith("isthmus-import") || name.startsWith(".biboumi"))
                .sorted()
                .toList();
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
