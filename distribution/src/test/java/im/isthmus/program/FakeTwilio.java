package im.isthmus.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.observe.HttpLimits;
import im.isthmus.sms.webhook.FormPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of Twilio as a conversation takes: it accepts messages and makes signed calls. */
final class FakeTwilio implements AutoCloseable {
    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final HttpServer server;
    private final List<FormPairs> sent = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    FakeTwilio() {
        HttpLimits.set(); // whoever comes first sets them for the whole process
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json", this::accept);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<FormPairs> sent() {
        return sent;
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                list(exchange);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            FormPairs form = FormPairs.parse(new String(body, StandardCharsets.UTF_8));
            sent.add(form);
            byte[] answer =
                    "{\"sid\":\"SM%032x\",\"num_segments\":\"1\"}"
                            .formatted(sent.size())
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < sent.size(); i++) {
            messages.append(i == 0 ? "" : ",")
                    .append("{\"sid\":\"" + sid(i + 1) + "\",\"body\":\"")
                    .append(sent.get(i).get("Body") + "\"}");
        }
        byte[] answer = ("{\"messages\":[" + messages + "]}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** What it calls the n-th message. */
    static String sid(int n) {
        return "SM%032x".formatted(n);
    }

    /** Says what became of the n-th message, where it was told to say it. */
    String report(int n, int port, String status) {
        return call(
                sent.get(n - 1).get("StatusCallback"),
                port,
                Map.of("MessageSid", sid(n), "MessageStatus", status, "ErrorCode", "30005"));
    }

    /** Calls a webhook as Twilio does; the HTTP status and body of the answer. */
    String call(String publicUrl, int port, Map<String, String> parameters) {
        String form =
                parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        URI url = URI.create(publicUrl);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + url.getRawPath()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", signature(publicUrl, parameters))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String signature(String url, Map<String, String> parameters) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(parameters).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] bytes = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
