package im.isthmus.irc.connection.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.isthmus.core.config.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers servers that ask who is behind a connection to them (RFC 1413). Nobody else learns
 * anything: a question about a connection to another address has no answer.
 */
public final class IdentServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentServer.class);

    /** RFC 1413 section 6 has the form; blanks may be anywhere between. */
    private static final Pattern QUESTION =
            Pattern.compile("\\s*([0-9]{1,5})\\s*,\\s*([0-9]{1,5})\\s*");

    private static final int MAX_LINE = 100;
    private static final int MAX_QUESTIONS = 10;
    private static final int MAX_ASKING = 200;

    /** With a connection, in milliseconds: others want its place. */
    private static final int PATIENCE = 10_000;

    private static final Duration AFTER_TROUBLE = Duration.ofMillis(200);

    private final ServerSocket listening;
    private final Idents idents;
    private final Semaphore room = new Semaphore(MAX_ASKING);

    private IdentServer(ServerSocket listening, Idents idents) {
        this.listening = listening;
        this.idents = idents;
    }

    /**
     * Listens from now on.
     *
     * @throws UncheckedIOException if it cannot; ports below 1024 need the right to
     */
    public static IdentServer open(HostPort at, Idents idents) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(at.host(), at.port()), MAX_ASKING);
            IdentServer server = new IdentServer(socket, idents);
            Thread _ = Thread.ofVirtual().name("ident").start(server::accept);
            LOG.info("ident.listening at={}", at);
            return server;
        } catch (IOException e) {
            IOException told = at.cannotListen(e);
            throw new UncheckedIOException("irc.identd: " + told.getMessage(), told);
        }
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (room.tryAcquire()) {
                    Thread _ = Thread.ofVirtual().name("ident-asked").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.warn("ident.accept problem=\"{}\"", e.getMessage());
                    // Too many open files, for example: asking at once again helps nobody.
                    LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE);
            long end = System.nanoTime() + PATIENCE * 1_000_000L;
            for (int i = 0; i < MAX_QUESTIONS; i++) {
                String line = line(socket.getInputStream(), end);
                if (line == null) {
                    return;
                }
                String answer = answer(line, socket) + "\r\n";
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            LOG.debug("ident.broken reason=\"{}\"", e.getMessage());
        } finally {
            room.release();
        }
    }

    /** The ports of an answer are those of the question, as they were written. */
    private String answer(String line, Socket asking) {
        Matcher ports = QUESTION.matcher(line);
        if (!ports.matches()) {
            return "0 , 0 : ERROR : INVALID-PORT";
        }
        int own = Integer.parseInt(ports.group(1));
        int theirs = Integer.parseInt(ports.group(2));
        String pair = own + " , " + theirs + " : ";
        if (own < 1 || own > 65_535 || theirs < 1 || theirs > 65_535) {
            return pair + "ERROR : INVALID-PORT";
        }
        String name = idents.find(own, theirs, asking.getInetAddress());
        // COMPAT(ircd-hybrid 8.2): it takes names of UNIX only, though OTHER would be truer.
        return pair + (name == null ? "ERROR : NO-USER" : "USERID : UNIX : " + name);
    }

    /** Null if there is none, it is too long, or who asks takes too long. */
    private static @Nullable String line(InputStream in, long end) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && System.nanoTime() < end; b = in.read()) {
            if (b == '\n') {
                return line.toString();
            }
            if (line.length() >= MAX_LINE) {
                return null;
            }
            line.append((char) b);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            LOG.debug("ident.close reason=\"{}\"", e.getMessage());
        }
    }
}
