package im.isthmus.core.observe;

import com.sun.net.httpserver.HttpExchange;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.http.HttpPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET /metrics} for Prometheus and {@code GET /health} for whoever watches: 200 when
 * everything works, 503 when something does not.
 */
public final class ObserveServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObserveServer.class);

    private final Metrics metrics;
    private final Health health;
    private final HttpPort port;

    private ObserveServer(HostPort listen, Metrics metrics, Health health) throws IOException {
        this.metrics = metrics;
        this.health = health;
        this.port = HttpPort.open(listen, this::handle);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be used; the message names it
     */
    public static ObserveServer start(HostPort listen, Metrics metrics, Health health)
            throws IOException {
        ObserveServer observer = new ObserveServer(listen, metrics, health);
        LOG.info("observe.listening address={}:{}", listen.host(), observer.port());
        return observer;
    }

    /** Where it listens, also if the system chose. */
    public int port() {
        return port.number();
    }

    @Override
    public void close() {
        port.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().matches("GET|HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer(exchange, 405, "text/plain", bytes("only GET and HEAD\n"));
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> answer(exchange, 200, Metrics.CONTENT_TYPE, metrics());
                case "/health" -> {
                    Map<String, Health.State> states = health.states();
                    int status = Health.isUp(states) ? 200 : 503;
                    answer(exchange, status, "application/json", bytes(Health.json(states)));
                }
                default -> answer(exchange, 404, "text/plain", bytes("/metrics or /health\n"));
            }
        }
    }

    private byte[] metrics() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(4096);
        metrics.write(text);
        return text.toByteArray();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
