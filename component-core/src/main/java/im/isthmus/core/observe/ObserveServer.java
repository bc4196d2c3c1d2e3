package im.isthmus.core.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.config.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET /metrics} for Prometheus and {@code GET /health} for whoever watches: 200 when
 * everything works, 503 when something does not.
 */
public final class ObserveServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObserveServer.class);

    private static final int BACKLOG = 16;

    static {
        HttpLimits.set();
    }

    private final Metrics metrics;
    private final Health health;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ObserveServer(Metrics metrics, Health health, HttpServer server) {
        this.metrics = metrics;
        this.health = health;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be used; the message names it
     */
    public static ObserveServer start(HostPort listen, Metrics metrics, Health health)
            throws IOException {
        HttpServer server;
        try {
            InetAddress address = InetAddress.getByName(listen.host());
            server = HttpServer.create(new InetSocketAddress(address, listen.port()), BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + listen + ": " + e.getMessage(), e);
        }
        ObserveServer observer = new ObserveServer(metrics, health, server);
        server.setExecutor(observer.threads);
        server.createContext("/", observer::handle);
        server.start();
        LOG.info("observe.listening address={}:{}", listen.host(), observer.port());
        return observer;
    }

    /** Where it listens, also if the system chose. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
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
