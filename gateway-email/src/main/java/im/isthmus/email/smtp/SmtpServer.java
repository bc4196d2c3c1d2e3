package im.isthmus.email.smtp;

import im.isthmus.core.config.HostPort;
import im.isthmus.email.smtp.intake.MemoryBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where mail servers bring mail to us: one virtual thread a connection. */
public final class SmtpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);

    private static final Duration AFTER_TROUBLE = Duration.ofMillis(200);

    private final Service service;
    private final ServerSocket listener;
    private final MemoryBudget budget;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * How mail is taken.
     *
     * @param hostName what we call ourselves
     * @param tls for STARTTLS; null if there is none
     */
    public record Service(
            Dialect dialect,
            String hostName,
            SmtpLimits limits,
            @Nullable SSLContext tls,
            MailHandler handler) {}

    private SmtpServer(Service service, ServerSocket listener) {
        this.service = service;
        this.listener = listener;
        this.budget = new MemoryBudget(service.limits().totalSize());
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the address cannot be had
     */
    public static SmtpServer listen(HostPort address, Service service) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
                    200);
        } catch (IOException e) {
            listener.close();
            throw address.cannotListen(e);
        }
        SmtpServer server = new SmtpServer(service, listener);
        Thread.ofVirtual().name(service.dialect() + "-listener").start(server::accept);
        LOG.info("mail.listening dialect={} port={}", service.dialect(), server.port());
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofVirtual().name(service.dialect() + "-in").start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("mail.accept problem=\"{}\"", e.getMessage());
                    // Too many open files, for example: asking at once again helps nobody.
                    LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (connections.size() > service.limits().connections()) {
                String line = "421 4.7.0 " + service.hostName() + " Too many connections\r\n";
                socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            new SmtpConnection(socket, service, budget).run();
        } catch (IOException e) {
            LOG.debug("mail.connection ended=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("mail.connection failed", e);
        } finally {
            connections.remove(socket);
        }
    }

    /** Ends every connection; a mail that was not acknowledged will come again. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("mail.close problem=\"{}\"", e.getMessage());
        }
    }
}
