package im.isthmus.program.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.http.HttpLimits;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.WebhookPaths;
import im.isthmus.testing.Await;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of Twilio as a conversation takes: it accepts messages and makes signed calls. */
public final class FakeTwilio implements AutoCloseable {
    /** The name of the account. */
    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";

    /** Its password. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** The smallest that there is: one pixel. */
    static final byte[] PICTURE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final byte[] LAYOUT =
            "<?xml version='1.0'?>\n<smil><head/></smil>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WORDS = "words of an MMS".getBytes(StandardCharsets.UTF_8);

    static final String PUBLIC = "https://sms.example.org/hooks";

    private final HttpServer server;
    private final List<FormPairs> sent = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile boolean locked;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Listens on a port of its own. */
    public FakeTwilio() {
        HttpLimits.set(); // whoever comes first sets them for the whole process
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json", this::accept);
        server.createContext("/files/", FakeTwilio::serve);
        server.start();
    }

    /** The configuration of an account here, and of the address that it calls. */
    String account(String name, int webhookPort, String... numbers) {
        return account(name, port(), webhookPort, numbers);
    }

    static String account(String name, int apiPort, int webhookPort, String... numbers) {
        return """
        [sms.webhook]
        listen = "127.0.0.1:%d"
        public-url = "%s"
        [sms.accounts.%s]
        provider = "twilio"
        api-url = "http://127.0.0.1:%d"
        account = "%s"
        auth-token = "%s"
        price-per-segment = 0.01
        numbers = ["%s"]
        """
                .formatted(
                        webhookPort,
                        PUBLIC,
                        name,
                        apiPort,
                        ACCOUNT,
                        TOKEN,
                        String.join("\", \"", numbers));
    }

    /** A phone writes to one of an account's numbers, with or without pictures. */
    void write(
            String account,
            int port,
            String id,
            String from,
            String to,
            String text,
            String... files) {
        Map<String, String> form = new HashMap<>();
        form.putAll(Map.of("MessageSid", id, "From", from, "To", to, "Body", text));
        form.put("NumMedia", Integer.toString(files.length));
        for (int i = 0; i < files.length; i++) {
            form.put("MediaUrl" + i, files[i]);
            if (!files[i].endsWith(".xml")) { // as where a provider tells no types
                form.put("MediaContentType" + i, type(files[i]));
            }
        }
        String answer = call(PUBLIC + WebhookPaths.of(account, TOKEN).inbound(), port, form);
        if (!answer.startsWith("200 ")) {
            throw new AssertionError(answer);
        }
    }

    /** Waits for a message with this text. */
    FormPairs awaitSent(String text) {
        Await.until(
                "'" + text + "' sent",
                () -> sent.stream().anyMatch(form -> form.get("Body").equals(text)),
                sent::toString);
        return sent.stream()
                .filter(form -> form.get("Body").equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for a message to this number. */
    FormPairs awaitSentTo(String number) {
        Await.until("a message to " + number, () -> !sentTo(number).isEmpty(), sent::toString);
        return sentTo(number).getFirst();
    }

    List<FormPairs> sentTo(String number) {
        return sent.stream().filter(form -> form.get("To").equals(number)).toList();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<FormPairs> sent() {
        return sent;
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (locked) {
                reply(exchange, 401, "{\"code\":20003}");
                return;
            }
            if (exchange.getRequestMethod().equals("GET")) {
                list(exchange);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            FormPairs form = FormPairs.parse(new String(body, StandardCharsets.UTF_8));
            asked.add(form.get("To"));
            Integer refusal = refusals.get(form.get("To"));
            if (refusal != null) {
                reply(exchange, 400, "{\"code\":%d,\"message\":\"no\"}".formatted(refusal));
                return;
            }
            sent.add(form);
            reply(exchange, 201, "{\"sid\":\"" + sid(sent.size()) + "\",\"num_segments\":\"1\"}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] answer = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "txt" -> "text/plain";
            case "html" -> "text/html";
            case "smil" -> "application/smil";
            case "xml" -> "application/xml";
            default -> "image/png";
        };
    }

    /** Where it has a file: "missing" is not there, what begins with "private" is for us alone. */
    String file(String name) {
        return "http://127.0.0.1:" + port() + "/files/" + name;
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring("/files/".length());
            String known =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (ACCOUNT + ":" + TOKEN)
                                                    .getBytes(StandardCharsets.UTF_8));
            boolean ours = known.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (name.equals("missing")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (name.startsWith("private") && !ours) {
                exchange.sendResponseHeaders(401, -1);
            } else {
                boolean head = exchange.getRequestMethod().equals("HEAD");
                byte[] file = name.endsWith(".xml") ? LAYOUT : WORDS;
                file = type(name).equals("image/png") ? PICTURE : file;
                exchange.getResponseHeaders().set("Content-Type", type(name));
                exchange.sendResponseHeaders(200, head ? -1 : file.length);
                if (!head) {
                    exchange.getResponseBody().write(file);
                }
            }
        }
    }

    /** Takes no messages to a number, with this error. */
    void refuse(String number, int code) {
        refusals.put(number, code);
    }

    /** Knows us no more, or again. */
    void refuseCredentials(boolean refused) {
        locked = refused;
    }

    /** How often it was asked to send to a number. */
    long asked(String number) {
        return asked.stream().filter(number::equals).count();
    }

    /** Which of the messages that were sent this is, from 1. */
    int numberOf(String text) {
        return sent.indexOf(awaitSent(text)) + 1;
    }

    private void list(HttpExchange exchange) throws IOException {
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < sent.size(); i++) {
            messages.append(i == 0 ? "" : ",")
                    .append("{\"sid\":\"" + sid(i + 1) + "\",\"body\":\"")
                    .append(sent.get(i).get("Body") + "\"}");
        }
        reply(exchange, 200, "{\"messages\":[" + messages + "]}");
    }

    /** What it calls the n-th message. */
    public static String sid(int n) {
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
    public String call(String publicUrl, int port, Map<String, String> parameters) {
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
