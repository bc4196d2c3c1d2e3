package im.isthmus.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserveServerTest {
    private final Metrics metrics = new Metrics("1.2.3");
    private final Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();
    private ObserveServer server;

    @BeforeEach
    void start() throws Exception {
        server = ObserveServer.start(new HostPort("127.0.0.1", 0), metrics, health);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void prometheusFindsTheNumbersOfEachGateway() throws Exception {
        AtomicLong stanzas = new AtomicLong(3);
        GatewayMetrics irc = metrics.gateway("irc.example.org");
        irc.watch(Metric.STANZAS_IN, stanzas::get);
        irc.watch(Metric.STREAM_UP, () -> 1);
        irc.error("item-not-found");
        stanzas.incrementAndGet();

        HttpResponse<String> answer = send("GET", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("isthmus_stanzas_in_total{gateway=\"irc.example.org\"} 4.0")
                .contains("isthmus_stream_up{gateway=\"irc.example.org\"} 1.0")
                .contains("isthmus_build_info{version=\"1.2.3\"} 1")
                .contains("condition=\"item-not-found\",gateway=\"irc.example.org\"} 1.0");
    }

    @Test
    void whatIsNoConditionMakesNoLabel() throws Exception {
        metrics.gateway("irc.example.org").error("user input");

        assertThat(send("GET", "/metrics").body())
                .doesNotContain("user input")
                .contains("condition=\"other\"");
    }

    @Test
    void aGatewayThatIsGoneHasNoNumbers() throws Exception {
        GatewayMetrics irc = metrics.gateway("irc.example.org");
        irc.watch(Metric.SESSIONS, () -> 5);
        irc.forget();

        assertThat(send("GET", "/metrics").body()).doesNotContain("irc.example.org");
    }

    @Test
    void healthIs200WhenEverythingWorks() throws Exception {
        health.add("store", () -> Health.State.up("answers"));

        HttpResponse<String> answer = send("GET", "/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"up\": true, \"checks\": [{\"name\": \"store\", \"up\": true,"
                                + " \"text\": \"answers\"}]}\n");
    }

    @Test
    void healthIs503WhenSomethingDoesNot() throws Exception {
        health.add("a", () -> Health.State.up("fine"));
        health.add(
                "b",
                () -> {
                    throw new IOException("a \"bad\" day\n");
                });

        HttpResponse<String> answer = send("GET", "/health");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"up\": false, \"text\": \"a \\\"bad\\\" day\\u000a\"");
    }

    @Test
    void headHasNoBodyAndOtherMethodsAreRefused() throws Exception {
        assertThat(send("HEAD", "/health").body()).isEmpty();
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/metrics/../etc").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/metricsx").statusCode()).isEqualTo(404);
    }

    @Test
    void tooManyConnectionsAreTurnedAwayAndTheServerLivesOn() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            boolean turnedAway = false;
            for (int i = 0; i < 2 * HttpLimits.MAX_CONNECTIONS && !turnedAway; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                sockets.add(socket);
                if (i >= HttpLimits.MAX_CONNECTIONS) {
                    turnedAway = isClosed(socket);
                }
            }
            assertThat(turnedAway).isTrue();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        assertThat(eventually200()).isTrue();
    }

    @Test
    void anAddressInUseIsNamed() {
        assertThatThrownBy(() ->
                        ObserveServer.start(
                                new HostPort("127.0.0.1", server.port()), metrics, health))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
    }

    /** The server closes at once or never: a read then waits for the whole time-out. */
    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(2_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The server notices closed sockets a little later. */
    private boolean eventually200() throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                if (send("GET", "/health").statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
