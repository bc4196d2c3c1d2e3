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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of a real biboumi find their rooms, settings and history here. */
@Timeout(120)
class ImportBiboumiTest {
    private static final String GATEWAY = "irc.localhost";
    private static final String FIXED = "fixed_irc_server=127.0.0.1\npersistent_by_default=true\n";

    @TempDir Path directory;

    private static final String COMMAND =
            "<command xmlns='http://jabber.org/protocol/commands' node='%s' action='%s'>";

    private static final Map<String, String> SERVER =
            Map.of(
                    "nick", "alice",
                    "username", "alold",
                    "realname", "Alice of Old",
                    "pass", "sesame",
                    "after_connect_commands", "PRIVMSG carol :hello from settings",
                    "throttle_limit", "20",
                    "max_history_length", "8",
                    "encoding_in", "KOI8-R");

    private static final Map<String, String> CHANNEL =
            Map.of(
                    "record_history", "false",
                    "persistent", "1",
                    "encoding_in", "KOI8-R",
                    "encoding_out", "KOI8-R");

    private int asked;
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

    @Test
    void whoDoesNotSayWhereTheDatabaseIsIsToldToSaySo() throws Exception {
        Path config = directory.resolve("biboumi.cfg");
        Files.writeString(config, "hostname=irc.localhost\npassword=s3cret\n");
        assertThat(imported(config, directory.resolve("moved")))
                .contains("not taken: the database: db_name is not set", "name it in a copy");
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
                        .contains("settings: 5", "history: 2 messages", "isthmus run")
                        .contains(
                                network.equals(GATEWAY) ? "roster: 1 entries" : "roster: 2 entries")
                        .doesNotContain("not taken: settings", "not taken: roster");
            }
            try (IrcLab _ = IrcLab.run(output.resolve("irc.toml"))) {
                settingsAreAsTheyWere(alice);
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

    private void settingsAreAsTheyWere(XmppClient alice) {
        has(form(alice, network, node), SERVER);
        has(form(alice, GATEWAY, node.equals("configure") ? node : "global-configure"), own());
        has(form(alice, channel("#it\\27s"), "configure"), CHANNEL);
        for (String each : List.of("true", "unset")) {
            has(form(alice, channel("#" + each), "configure"), Map.of("record_history", each));
        }
    }

    private static void has(String form, Map<String, String> fields) {
        String chosen = form.replaceAll("<option.*?</option>", "");
        fields.forEach((name, value) ->
                assertThat(chosen)
                        .containsPattern("var='%s'[^<]*><value>\\Q%s\\E<".formatted(name, value)));
    }

    private void staysWithoutAClient(XmppClient alice, IrcUser carol) {
        List<String> before = farewells(carol);
        alice.send("<presence type='unavailable'/>");
        carol.say("#move", "are you there?");
        carol.say("alice", "psst");
        carol.send("PRIVMSG alice :\u0001PING heard\u0001");
        carol.awaitLine(":alice!", "NOTICE carol", "PING heard");
        alice.send("<presence/>");
        alice.awaitMessage("carol@" + GATEWAY, "psst");
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
        subscribe(alice, GATEWAY);
        if (!network.equals(GATEWAY)) {
            subscribe(alice, network);
        }
        Map<String, String> server = new HashMap<>(SERVER);
        server.putAll(Map.of("ports", String.valueOf(port), "tls_ports", ""));
        fillIn(alice, network, node, server);
        fillIn(alice, GATEWAY, network.equals(GATEWAY) ? "global-configure" : "configure", own());
        fillIn(alice, channel("#it\\27s"), "configure", CHANNEL);
        for (String each : List.of("true", "unset")) {
            fillIn(alice, channel("#" + each), "configure", Map.of("record_history", each));
        }
        alice.joinRoom(room, "alice");
        alice.sayInRoom(room, "I moved in");
        carol.awaitMessage("alice", "I moved in");
        carol.say("#move", "under the old roof");
        alice.awaitMessage(room + "/carol", "under the old roof");
    }

    private Map<String, String> own() {
        String stays = network.equals(GATEWAY) ? "1" : "0";
        return Map.of("max_history_length", "7", "record_history", "1", "persistent", stays);
    }

    private String channel(String name) {
        return room.replace("#move", name);
    }

    private static void subscribe(XmppClient alice, String to) {
        alice.send("<presence type='subscribe' to='" + to + "'/>");
        alice.awaitXml("type='subscribed'", "from='" + to + "'");
        alice.send("<presence type='subscribed' to='" + to + "'/>");
    }

    /** Fills in a form; biboumi forgets what is not in it. */
    private void fillIn(XmppClient alice, String to, String node, Map<String, String> fields) {
        String session = form(alice, to, node).replaceAll("(?s).*sessionid='([^']*)'.*", "$1");
        StringBuilder filled = new StringBuilder();
        fields.forEach((name, value) ->
                filled.append("<field var='%s'><value>%s</value></field>".formatted(name, value)));
        answer(
                alice,
                to,
                COMMAND.formatted(node, "complete' sessionid='" + session)
                        + "<x xmlns='jabber:x:data' type='submit'>"
                        + filled
                        + "</x></command>");
    }

    private String form(XmppClient alice, String to, String node) {
        return answer(alice, to, COMMAND.formatted(node, "execute") + "</command>");
    }

    private String answer(XmppClient alice, String to, String payload) {
        String id = "ask" + ++asked;
        alice.send("<iq type='set' id='" + id + "' to='" + to + "'>" + payload + "</iq>");
        return XmppClient.xml(alice.awaitXml("id='" + id + "'", "type='result'"));
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
