package im.isthmus.sms.provider.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.http.HttpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** As much of five vendors as their documents demand: it keeps what it is given, and tells it. */
final class FakeVendor implements AutoCloseable {
    static {
        HttpLimits.set(); // whoever comes first sets them for the whole process
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, ObjectNode> kept = new LinkedHashMap<>();

    FakeVendor() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/2010-04-01/", this::twilio);
        server.createContext("/v2/messages", this::telnyx);
        server.createContext("/api/v2/users/", this::bandwidth);
        server.createContext("/v1/messages", this::vonage);
        server.createContext("/3rdparty/v1/messages", this::android);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void twilio(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            ObjectNode list = JSON.createObjectNode();
            var messages = list.putArray("messages");
            kept.values().forEach(messages::add);
            answer(exchange, 200, list);
            return;
        }
        Map<String, String> form = new LinkedHashMap<>();
        for (var pair : im.isthmus.sms.webhook.FormPairs.parse(text(exchange)).pairs()) {
            form.put(pair.name(), pair.value());
        }
        ObjectNode message = JSON.createObjectNode();
        message.put("sid", "SM%032x".formatted(kept.size() + 1));
        message.put("account_sid", "AC0123456789abcdef0123456789abcdef");
        message.put("body", form.getOrDefault("Body", ""));
        message.put("to", form.get("To")).put("from", form.get("From"));
        message.put("status", "queued").put("num_segments", "1").put("num_media", "0");
        kept.put(message.path("sid").asString(), message);
        answer(exchange, 201, message);
    }

    private void telnyx(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(text(exchange));
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode data = answer.putObject("data");
        data.put("id", "40385f64-5717-4562-b3fc-2c963f66afa6").put("parts", 1);
        data.put("record_type", "message").put("direction", "outbound");
        data.put("text", asked.path("text").asString(""));
        answer(exchange, 200, answer);
    }

    private void bandwidth(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            ObjectNode list = JSON.createObjectNode().put("totalCount", kept.size());
            var messages = list.putArray("messages");
            kept.keySet().forEach(id -> messages.addObject().put("messageId", id));
            answer(exchange, 200, list);
            return;
        }
        JsonNode asked = JSON.readTree(text(exchange));
        ObjectNode message = JSON.createObjectNode();
        String id = "1589228074636lm4k2je7j7jklbn" + kept.size();
        message.put("id", id).put("owner", asked.path("from").asString());
        message.put("time", Instant.now().toString()).put("segmentCount", 1);
        message.put("direction", "out").put("from", asked.path("from").asString());
        message.put("applicationId", asked.path("applicationId").asString());
        message.set("to", asked.path("to"));
        message.put("tag", asked.path("tag").asString());
        kept.put(id, message);
        answer(exchange, 202, message);
    }

    private void vonage(HttpExchange exchange) throws IOException {
        var _ = JSON.readTree(text(exchange));
        answer(
                exchange,
                202,
                JSON.createObjectNode()
                        .put("message_uuid", "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"));
    }

    private void android(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            String path = exchange.getRequestURI().getPath();
            ObjectNode message = kept.get(path.substring(path.lastIndexOf('/') + 1));
            answer(exchange, message == null ? 400 : 200, message == null ? error() : message);
            return;
        }
        JsonNode asked = JSON.readTree(text(exchange));
        ObjectNode message = JSON.createObjectNode();
        message.put("id", asked.path("id").asString()).put("deviceId", "PyDmBQZZXYmyxMwED8Fzy");
        message.put("state", "Pending").put("isHashed", false).put("isEncrypted", false);
        message.putArray("recipients")
                .addObject()
                .put("phoneNumber", asked.path("phoneNumbers").path(0).asString())
                .put("state", "Pending");
        message.putObject("states");
        kept.put(asked.path("id").asString(), message);
        answer(exchange, 202, message);
    }

    private static ObjectNode error() {
        return JSON.createObjectNode().put("message", "no such message");
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode json)
            throws IOException {
        try (exchange) {
            byte[] body = JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
