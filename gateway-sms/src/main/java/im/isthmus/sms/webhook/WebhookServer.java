package im.isthmus.sms.webhook;

import com.sun.net.httpserver.HttpExchange;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.http.HttpPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for providers' calls, behind the admin's proxy. Slow and endless requests are cut off by
 * the limits that the program sets for the JDK's server; larger bodies than any provider sends are
 * refused here.
 */
public final class WebhookServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);

    private static final int MAX_BODY = 1024 * 1024;
    private static final int MAX_AT_ONCE = 64;

    private final HttpPort port;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);
    private final String publicUrl;
    private final WebhookHandler handler;

    /** Answers a call. */
    @FunctionalInterface
    public interface WebhookHandler {
        /**
         * What we answer to it.
         *
         * @param path of the URL, as it was called
         */
        WebhookAnswer handle(String path, WebhookRequest request);
    }

    private WebhookServer(HostPort listen, String publicUrl, WebhookHandler handler)
            throws IOException {
        this.publicUrl = publicUrl;
        this.handler = handler;
        this.port = HttpPort.open(listen, this::serve);
    }

    /**
     * Listens from now on.
     *
     * @param publicUrl what comes before the path in the URL that providers call
     * @throws IOException with a sentence for the admin, if it cannot listen there
     */
    public static WebhookServer start(HostPort listen, String publicUrl, WebhookHandler handler)
            throws IOException {
        return new WebhookServer(listen, publicUrl, handler);
    }

    /** Where it listens. */
    public int port() {
        return port.number();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            if (!room.tryAcquire()) {
                answer(exchange, WebhookAnswer.of(503));
                return;
            }
            try {
                answer(exchange, answerTo(exchange));
            } finally {
                room.release();
            }
        } catch (IOException e) {
            LOG.debug("webhook=broken reason=\"{}\"", e.toString());
        }
    }

    private WebhookAnswer answerTo(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_BODY + 1);
        }
        if (body.length > MAX_BODY) {
            return WebhookAnswer.of(413);
        }
        String target = withoutPublicPath(exchange.getRequestURI().toString());
        if (!target.startsWith("/")) {
            return WebhookAnswer.of(400);
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        WebhookRequest request =
                new WebhookRequest(
                        exchange.getRequestMethod(),
                        publicUrl + target,
                        headers(exchange),
                        new WebhookRequest.Body(body));
        try {
            return handler.handle(path, request);
        } catch (RuntimeException e) {
            LOG.error("webhook=failed path-length={}", path.length(), e);
            return WebhookAnswer.of(503);
        }
    }

    /** Some proxies pass the path of the public URL on, some take it away. */
    private String withoutPublicPath(String target) {
        String path = URI.create(publicUrl).getRawPath();
        return target.startsWith(path + "/") ? target.substring(path.length()) : target;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> each : exchange.getRequestHeaders().entrySet()) {
            headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().getFirst());
        }
        return headers;
    }

    private static void answer(HttpExchange exchange, WebhookAnswer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (!answer.type().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
        }
        boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        port.drain();
    }
}
