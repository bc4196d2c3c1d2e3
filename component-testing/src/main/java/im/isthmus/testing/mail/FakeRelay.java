package im.isthmus.testing.mail;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A mail server on 127.0.0.1 that takes every mail and keeps it, unless a test tells it to say
 * something else.
 */
public final class FakeRelay implements AutoCloseable {
    /** As an answer: the connection ends without a word. */
    public static final String HANG_UP = "hang up";

    private final RelaySetup setup;
    private final ServerSocket listener;
    private final List<RelayedMail> mails = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile UnaryOperator<String> script = _ -> "";

    private FakeRelay(RelaySetup setup) throws IOException {
        this.setup = setup;
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fake-relay").start(this::accept);
    }

    /** Starts one that is gone after {@link #close}. */
    public static FakeRelay start(RelaySetup setup) {
        try {
            return new FakeRelay(setup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Whether TLS begins with the first byte. */
    public boolean implicitTls() {
        return setup.tls() != null && setup.implicitTls();
    }

    /**
     * From now on says what a test wants to some commands.
     *
     * @param answers the answer to a command line, or to {@code "."} for a whole mail; empty for
     *     the usual one
     */
    public void say(UnaryOperator<String> answers) {
        script = answers;
    }

    /** Every mail that was answered by 250, in order. */
    public List<RelayedMail> mails() {
        return List.copyOf(mails);
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    /** Waits for a mail that has all of these somewhere. */
    public RelayedMail await(String... fragments) {
        Await.until(
                "a mail with " + List.of(fragments),
                () -> mails.stream().anyMatch(mail -> mail.has(fragments)),
                () -> mails.toString());
        return mails.stream().filter(mail -> mail.has(fragments)).findFirst().orElseThrow();
    }

    RelaySetup setup() {
        return setup;
    }

    String scripted(String command) {
        return script.apply(command);
    }

    /** Taken before the answer is sent, as a server that may lose its client then has to. */
    void take(RelayedMail mail) {
        mails.add(mail);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().name("fake-relay-link").start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new FakeRelayLink(socket, this).run();
        } catch (IOException e) {
            // The client went away, as killed ones do.
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
