package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.real.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsItCleanly(String signal) throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen("irc.example.org", "s3cret");
                RunningIsthmus isthmus = run(configure(server.port(), ""))) {
            FakeXmppLink link = server.awaitLink();

            isthmus.signal(signal);

            assertThat(isthmus.awaitExit()).as(isthmus.log()).isZero();
            link.awaitClosed();
            assertThat(link.endedCleanly()).isTrue();
            assertThat(isthmus.log()).contains("isthmus.stopped").doesNotContain("s3cret");
        }
    }

    @Test
    void aHangUpReadsTheConfigurationAgain() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen("irc.example.org", "s3cret");
                RunningIsthmus isthmus = run(configure(server.port(), ""))) {
            FakeXmppLink link = server.awaitLink();
            configure(server.port(), "[access]\nadmins = [\"root@example.org\"]\n");
            isthmus.signal("HUP");
            isthmus.awaitLog("applied=[access.admins] restart-needed=[]");

            configure(server.port(), "[limits]\nqueue = \"lots\"\n");
            isthmus.signal("HUP");
            isthmus.awaitLog("config=refused");
            link.send(
                    "<iq type='get' id='p' from='root@example.org/a' to='irc.example.org'>"
                            + "<ping xmlns='urn:xmpp:ping'/></iq>");
            assertThat(link.awaitStanza().attributeValue("type")).isEqualTo("result");
            isthmus.signal("TERM");
            assertThat(isthmus.awaitExit()).as(isthmus.log()).isZero();
        }
    }

    @Test
    void aServerThatIsNotUpYetIsWaitedFor() throws Exception {
        int port = LoopbackPorts.one();
        try (RunningIsthmus isthmus = run(configure(port, ""))) {
            isthmus.awaitLog("isthmus.start");
            try (FakeXmppServer server = FakeXmppServer.listen("irc.example.org", "s3cret", port)) {
                server.awaitLink();
            }
            isthmus.signal("TERM");
            assertThat(isthmus.awaitExit()).as(isthmus.log()).isZero();
        }
    }

    @Test
    void whoWatchesSeesHowItIs() throws Exception {
        int port = LoopbackPorts.one();
        String observe = "[observe]\nlisten = \"127.0.0.1:" + port + "\"\n";
        int xmpp = LoopbackPorts.one();
        try (RunningIsthmus isthmus = run(configure(xmpp, observe));
                HttpClient client = HttpClient.newHttpClient()) {
            try (FakeXmppServer server = FakeXmppServer.listen("irc.example.org", "s3cret", xmpp)) {
                server.awaitLink();
                Await.until("healthy", () -> status(client, port) == 200, isthmus::log);
                assertThat(get(client, port, "/metrics").body())
                        .contains("isthmus_stream_up{gateway=\"irc.example.org\"} 1.0");
                assertThat(get(client, port, "/health").body())
                        .contains("\"name\": \"irc.example.org stream\", \"up\": true")
                        .contains("\"name\": \"irc.example.org store\", \"up\": true");
            }
            Await.until("ill", () -> status(client, port) == 503, isthmus::log);
        }
    }

    @Test
    void filesAreServedWhereTheAdminSays() throws Exception {
        int port = LoopbackPorts.one();
        String media =
                "[media]\nlisten = \"127.0.0.1:"
                        + port
                        + "\"\npublic-url = \"https://example.org/media\"\n";
        try (RunningIsthmus isthmus = run(configure(LoopbackPorts.one(), media));
                HttpClient client = HttpClient.newHttpClient()) {
            isthmus.awaitLog("media.listening");
            String path = "/media/" + "A".repeat(22) + "/a.txt";
            assertThat(get(client, port, path).statusCode()).isEqualTo(404);
            assertThat(directory.resolve("media/irc.example.org")).isDirectory();
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedEndsItAtOnce() throws Exception {
        String config = Files.readString(configure(1, "")).replace("irc.sqlite", "no/irc.sqlite");
        Path file = Files.writeString(directory.resolve("irc.toml"), config);
        try (RunningIsthmus isthmus = run(file)) {
            assertThat(isthmus.awaitExit()).isEqualTo(1);
            assertThat(isthmus.log())
                    .contains("ERROR isthmus.refused")
                    .contains("irc.toml: store: the folder of the database does not exist")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anAddressInUseEndsItAtOnce() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String observe = "[observe]\nlisten = \"127.0.0.1:" + taken.getLocalPort() + "\"\n";
            try (RunningIsthmus isthmus = run(configure(1, observe))) {
                assertThat(isthmus.awaitExit()).isEqualTo(1);
                assertThat(isthmus.log())
                        .contains("observe.listen: cannot listen on 127.0.0.1:")
                        .contains("isthmus.stopped")
                        .doesNotContain("\tat ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    irc|irc.identd|[irc]^identd = "127.0.0.1:PORT"
                    email|email.domain|[email.domain]^name = "mail.example.org"^lmtp = "127.0.0.1:PORT"^relay = "smtp://127.0.0.1:25"
                    sms|sms.webhook|[sms]^default-region = "US"^[sms.webhook]^listen = "127.0.0.1:PORT"^public-url = "https://sms.example.org"^[sms.accounts.a]^provider = "loopback"^numbers = ["+12025550100"]
                    """)
    void anAddressOfANetworkInUseEndsItAtOnce(String kind, String key, String section)
            throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String toml =
                    Files.readString(configure(1, ""))
                            .replaceFirst("(?s)\\[irc.networks.*", "")
                            .replace("\"irc\"", "\"" + kind + "\"");
            String more = section.replace('^', '\n').replace("PORT", "" + taken.getLocalPort());
            Path file = Files.writeString(directory.resolve("a.toml"), toml + more);
            try (RunningIsthmus isthmus = run(file)) {
                assertThat(isthmus.awaitExit()).as(isthmus.log()).isEqualTo(1);
                assertThat(isthmus.log())
                        .contains("a.toml: " + key + ": cannot listen on 127.0.0.1:")
                        .contains("isthmus.stopped")
                        .doesNotContain("\tat ");
            }
        }
    }

    private RunningIsthmus run(Path file) throws IOException {
        return new RunningIsthmus(directory, Map.of(), "run", file.toString());
    }

    private Path configure(int port, String more) throws IOException {
        String toml =
                IsthmusTest.SMALLEST
                        .replace("127.0.0.1:5347", "127.0.0.1:" + port)
                        .replace("\"...\"", "\"s3cret\"");
        return Files.writeString(directory.resolve("irc.toml"), toml + more);
    }

    private static int status(HttpClient client, int port) {
        try {
            return get(client, port, "/health").statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static HttpResponse<String> get(HttpClient client, int port, String path)
            throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
