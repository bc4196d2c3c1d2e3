package im.isthmus.core.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.config.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens for HTTP, within {@link HttpLimits}; each request has a thread of its own. */
public final class HttpPort implements AutoCloseable {
    private static final int BACKLOG = 64;

    static {
        HttpLimits.set();
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpPort(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens from now on.
     *
     * @throws IOException with a sentence for the admin, if it cannot listen there
     */
    public static HttpPort open(HostPort listen, HttpHandler handler) throws IOException {
        HttpServer server;
        try {
            InetAddress address = InetAddress.getByName(listen.host());
            server = HttpServer.create(new InetSocketAddress(address, listen.port()), BACKLOG);
        } catch (IOException e) {
            throw listen.cannotListen(e);
        }
        HttpPort port = new HttpPort(server);
        server.setExecutor(port.threads);
        server.createContext("/", handler);
        server.start();
        return port;
    }

    /** Its number, also if the system chose it. */
    public int number() {
        return server.getAddress().getPort();
    }

    /** Takes no more requests, and ends when those under way are answered, or after a second. */
    public void drain() {
        server.stop(1);
        threads.shutdown();
    }

    /** Ends at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
