package im.isthmus.sms.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reaches the listener from outside, and what does not. */
@Timeout(60)
class WebhookServerTest {
    private final List<WebhookRequest> seen = new CopyOnWriteArrayList<>();
    private WebhookServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                WebhookServer.start(
                        new HostPort("127.0.0.1", 0),
                        "https://sms.example.org/hooks",
                        (path, request) -> {
                            seen.add(request);
                            if (path.equals("/broken")) {
                                throw new IllegalStateException("broken");
                            }
                            return path.equals("/a")
                                    ? new WebhookAnswer(200, "text/plain", "ok")
                                    : WebhookAnswer.of(404);
                        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theUrlIsTheOneThatTheProviderCalled() throws Exception {
        assertThat(post("/hooks/a?x=%31&y", "b&=c")).isEqualTo("200 ok");
        assertThat(post("/a?x=%31&y", "b")).isEqualTo("200 ok");
        assertThat(seen)
                .extracting(WebhookRequest::url)
                .containsOnly("https://sms.example.org/hooks/a?x=%31&y");
        assertThat(seen.getFirst().body()).isEqualTo("b&=c");
        assertThat(seen.getFirst().header("CONTENT-TYPE")).isEqualTo("text/x");
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsRefusedUnread() throws Exception {
        byte[] large = new byte[1024 * 1024 + 1];
        Arrays.fill(large, (byte) 'x');
        assertThat(post("/a", new String(large, StandardCharsets.ISO_8859_1))).isEqualTo("413 ");
        assertThat(seen).isEmpty();
    }

    @Test
    void whatFailsIsAskedForAgain() throws Exception {
        assertThat(post("/broken", "b")).isEqualTo("503 ");
        assertThat(post("/nobody", "b")).isEqualTo("404 ");
    }

    @Test
    void whoSendsHeadersWithoutEndIsCutOff() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("POST /a HTTP/1.1\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] header = ("X-Y: " + "z".repeat(1000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            boolean cut = false;
            for (int i = 0; i < 10_000 && !cut; i++) {
                try {
                    socket.getOutputStream().write(header);
                } catch (IOException e) {
                    cut = true;
                }
            }
            assertThat(cut || socket.getInputStream().read() < 'H' + 1).isTrue();
        }
        assertThat(seen).isEmpty();
    }

    /** Its own JVM reads the limits before anything else; here whoever came first has set them. */
    @Test
    void whoSendsSlowlyIsCutOff() throws Exception {
        try (Socket headers = connect();
                Socket body = connect()) {
            headers.getOutputStream()
                    .write("POST /a HTTP/1.1\r\nHost".getBytes(StandardCharsets.UTF_8));
            body.getOutputStream()
                    .write(
                            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab"
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(ended(headers)).isTrue();
            assertThat(ended(body)).isTrue();
        }
        assertThat(seen).isEmpty();
        assertThat(post("/a", "b")).isEqualTo("200 ok");
    }

    private static boolean ended(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(40_000);
        return socket;
    }

    private String post(String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + server.port() + path))
                                    .header("Content-Type", "text/x")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
