package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.store.TableList;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.real.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that only the running program has, as Prometheus reads them. */
@Timeout(60)
class ScrapeTest {
    private static final String ALICE = "alice@example.org/phone";

    @TempDir Path directory;

    @Test
    void connectionsToTheNetworkAreCounted() throws Exception {
        int port = LoopbackPorts.one();
        try (FakeXmppServer xmpp = FakeXmppServer.listen("irc.example.org", "s3cret");
                FakeIrcServer irc = FakeIrcServer.start();
                Program program = new Program(Map.of())) {
            program.start(List.of(file(xmpp.port(), irc.port(), port)));
            FakeXmppLink link = xmpp.awaitLink();
            awaitNumber(port, "isthmus_backend_connections{gateway=\"irc.example.org\"} 0.0");

            link.send(
                    "<presence from='"
                            + ALICE
                            + "' to='#a%irc.example.net@irc.example.org/alice'>"
                            + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");

            awaitNumber(port, "isthmus_backend_connections{gateway=\"irc.example.org\"} 1.0");
            FakeIrcClient alice = irc.awaitClient("alice");
            alice.numeric("465", ":You are banned from this server");
            alice.close();
            awaitNumber(port, "isthmus_backend_connections{gateway=\"irc.example.org\"} 0.0");
        }
    }

    @Test
    void theGuideForAdminsNamesEveryNumberAndNoOther() throws Exception {
        int port = LoopbackPorts.one();
        Path page = Path.of(System.getProperty("isthmus.root"), "docs", "running.md");
        try (FakeXmppServer xmpp = FakeXmppServer.listen("irc.example.org", "s3cret");
                Program program = new Program(Map.of())) {
            program.start(List.of(file(xmpp.port(), 1, port)));
            FakeXmppLink link = xmpp.awaitLink();
            link.send(chat("1", "#a,b%irc.example.net"));
            awaitNumber(
                    port,
                    "isthmus_errors_sent_total{condition=\"jid-malformed\",gateway=\"irc.example.org\"}"
                            + " 1.0");

            assertThat(names(Files.readString(page))).isEqualTo(names(scrape(port)));
        }
    }

    /** Those of limits count as one. */
    private static Set<String> names(String text) {
        return Pattern.compile("\\bisthmus_(limited_|[a-z_]+)")
                .matcher(text.replaceAll("(?m)^#.*", ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @Test
    void errorsAreCountedByTheirCondition() throws Exception {
        int port = LoopbackPorts.one();
        try (FakeXmppServer xmpp = FakeXmppServer.listen("irc.example.org", "s3cret");
                Program program = new Program(Map.of())) {
            program.start(List.of(file(xmpp.port(), 1, port)));
            FakeXmppLink link = xmpp.awaitLink();

            link.send(
                    "<iq type='get' id='i1' from='"
                            + ALICE
                            + "' to='irc.example.org'><q xmlns='urn:nobody:knows'/></iq>");
            link.send(chat("1", "#a,b%irc.example.net"));

            for (String condition : new String[] {"service-unavailable", "jid-malformed"}) {
                awaitNumber(
                        port,
                        "isthmus_errors_sent_total{condition=\""
                                + condition
                                + "\",gateway=\"irc.example.org\"} 1.0");
            }
        }
    }

    @Test
    void whatWaitsInTheSessionsIsCounted() throws Exception {
        int port = LoopbackPorts.one();
        CountDownLatch release = new CountDownLatch(1);
        try (FakeXmppServer xmpp = FakeXmppServer.listen("irc.example.org", "s3cret");
                Program program = new Program(Map.of())) {
            GatewayFile file = file(xmpp.port(), 1, port);
            BackendPlan slow =
                    new BackendPlan(
                            RoomSettings.standard(),
                            _ -> TableList.none(),
                            _ -> new Slow(release),
                            List.of(),
                            List.of(),
                            _ -> {},
                            Map::of);
            program.start(List.of(new GatewayFile(file.path(), file.core(), slow)));
            FakeXmppLink link = xmpp.awaitLink();
            for (int i = 0; i < 3; i++) {
                link.send(chat("" + i, "bob"));
            }
            awaitNumber(port, "isthmus_session_queued{gateway=\"irc.example.org\"} 2.0");
            release.countDown();
            awaitNumber(port, "isthmus_session_queued{gateway=\"irc.example.org\"} 0.0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    email|bob\\40example.net|[email]^hold = "0s"^[email.domain]^name = "mail.example.org"^lmtp = "127.0.0.1:0"^relay = "smtp://127.0.0.1:1"
                    sms|+12025550199|[sms]^default-region = "US"^[sms.webhook]^listen = "127.0.0.1:0"^public-url = "https://sms.example.org"^[sms.accounts.a]^provider = "kannel"^api-url = "http://127.0.0.1:1"^username = "x"^password = "x"^numbers = ["+12025550100"]^[sms.numbers."+12025550100"]^owners = ["alice@example.org"]
                    """)
    void whatWaitsForTheNetworkIsCounted(String kind, String contact, String section)
            throws Exception {
        int port = LoopbackPorts.one();
        String domain = kind + ".example.org";
        try (FakeXmppServer xmpp = FakeXmppServer.listen(domain, "s3cret");
                Program program = new Program(Map.of())) {
            String toml =
                    Files.readString(file(xmpp.port(), 1, port).path())
                            .replaceFirst("(?s)\\[irc.networks.*?\\n\\n?(?=\\[observe)", "")
                            .replace("\"irc", "\"" + kind);
            Path path = directory.resolve(kind + ".toml");
            Files.writeString(path, toml + section.replace('^', '\n'));
            program.start(GatewayFile.readAll(List.of(path), Map.of()).files());
            FakeXmppLink link = xmpp.awaitLink();
            awaitNumber(port, "isthmus_backend_waiting{gateway=\"" + domain + "\"} 0.0");

            link.send(chat("1", contact).replace("irc.example.org", domain));

            awaitNumber(port, "isthmus_backend_waiting{gateway=\"" + domain + "\"} 1.0");
        }
    }

    private static String chat(String id, String to) {
        return "<message type='chat' id='"
                + id
                + "' from='"
                + ALICE
                + "' to='"
                + to
                + "@irc.example.org'><body>hi</body></message>";
    }

    private GatewayFile file(int xmpp, int irc, int observe) throws IOException {
        String toml =
                IsthmusTest.SMALLEST
                        .replace("127.0.0.1:5347", "127.0.0.1:" + xmpp)
                        .replace("127.0.0.1:6667", "127.0.0.1:" + irc)
                        .replace("\"...\"", "\"s3cret\"");
        String listen = "[observe]\nlisten = \"127.0.0.1:" + observe + "\"\n";
        Path path = Files.writeString(directory.resolve("irc.toml"), toml + listen);
        return GatewayFile.readAll(List.of(path), Map.of()).files().getFirst();
    }

    private static void awaitNumber(int port, String line) {
        Await.until(line, () -> scrape(port).lines().anyMatch(line::equals), () -> scrape(port));
    }

    private static String scrape(int port) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        try (var in = uri.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A network that takes its time for each message. */
    private record Slow(CountDownLatch release) implements Backend, BackendSession {
        @Override
        public Identity identity() {
            return new Identity("gateway", "test", "Slow");
        }

        @Override
        public LegacyAddress address(String localpart) {
            return new LegacyContact(localpart);
        }

        @Override
        public Identity identity(LegacyAddress address) {
            return identity();
        }

        @Override
        public List<LegacyNetwork> networks() {
            return List.of();
        }

        @Override
        public BackendSession open(SessionContext context) {
            return this;
        }

        @Override
        public void handle(UserAction action) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public void close(String reason) {}

        @Override
        public void close() {}
    }
}
