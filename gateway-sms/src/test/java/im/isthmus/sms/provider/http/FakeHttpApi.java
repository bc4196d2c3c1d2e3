package im.isthmus.sms.provider.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.http.HttpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;

/** A provider's HTTP interface whose answers a test puts in line. */
final class FakeHttpApi implements AutoCloseable {
    static {
        HttpLimits.set(); // whoever comes first sets them for the whole process
    }

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String method, String path, String query, String authorization, String body) {}

    private record Answer(int status, String header, String value, String body) {}

    FakeHttpApi() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    HttpUrl url() {
        return new HttpUrl.Builder()
                .scheme("http")
                .host("127.0.0.1")
                .port(server.getAddress().getPort())
                .build();
    }

    FakeHttpApi answers(int status, String body) {
        answers.add(new Answer(status, "X-Nothing", "", body));
        return this;
    }

    FakeHttpApi answers(int status, String header, String value, String body) {
        answers.add(new Answer(status, header, value, body));
        return this;
    }

    /** Ends the connection instead of an answer. */
    FakeHttpApi hangsUp() {
        answers.add(new Answer(0, "", "", ""));
        return this;
    }

    Asked asked() {
        return asked.removeFirst();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(
                    new Asked(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            String.valueOf(exchange.getRequestURI().getQuery()),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            Answer answer = answers.remove();
            if (answer.status() == 0) {
                return; // closing before an answer breaks the connection
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add(answer.header(), answer.value());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
