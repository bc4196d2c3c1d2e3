package im.isthmus.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider's web page for signing in (RFC 8628): gives out codes and tokens, and vouches for
 * them.
 */
final class SignInPage implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();
    private volatile String allowed = "";
    private volatile boolean revoked;
    private volatile int seconds = 3600;

    SignInPage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/device", this::device);
        server.createContext("/token", this::token);
        server.createContext("/info", this::info);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The user types the code and says yes. */
    void allow(String address) {
        allowed = address;
    }

    /** Every access token given until now ends; new ones can be had. */
    void expire() {
        addresses.clear();
    }

    /** Whoever asks from now on gets access tokens for so many seconds. */
    void givesFor(int seconds) {
        this.seconds = seconds;
    }

    /** The user takes it all back. */
    void revoke() {
        revoked = true;
        addresses.clear();
    }

    /** How many access tokens were given. */
    int given() {
        return given.get();
    }

    private void device(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                "{\"device_code\":\"dc\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":"
                        + "\"https://sign.in.test/device\",\"expires_in\":600,\"interval\":1}");
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean known = form.contains("client_id=isthmus") && form.contains("client_secret=s");
        boolean refresh = form.contains("refresh_token=rt");
        if (!known || (!refresh && !form.contains("device_code=dc"))) {
            answer(exchange, 400, "{\"error\":\"invalid_client\"}");
        } else if (revoked) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else if (allowed.isEmpty()) {
            answer(exchange, 400, "{\"error\":\"authorization_pending\"}");
        } else {
            String token = "at" + given.incrementAndGet();
            addresses.put(token, allowed);
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"refresh_token\":\"rt\",\"expires_in\":%d}"
                            .formatted(token, seconds));
        }
    }

    private void info(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        String address = addresses.get(token);
        if (address == null) {
            answer(exchange, 401, "{\"error\":\"invalid_token\"}");
        } else {
            answer(exchange, 200, "{\"email\":\"" + address + "\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
