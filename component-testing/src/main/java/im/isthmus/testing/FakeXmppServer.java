package im.isthmus.testing;

import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.core.stream.transport.TlsTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/**
 * A server for components (XEP-0114) on loopback. It checks the handshake and what components send
 * as real servers do, and otherwise does what the test says.
 *
 * <pre>{@code
 * try (FakeXmppServer server = FakeXmppServer.listen("irc.localhost", "secret")) {
 *     // start a component on server.endpoint()
 *     FakeXmppLink link = server.awaitLink();
 *     link.send("<message from='a@b' to='c@irc.localhost'><body>hi</body></message>");
 *     Element answer = link.awaitStanza();
 * }
 * }</pre>
 */
public final class FakeXmppServer implements AutoCloseable {
    /** How long the await methods wait before they fail the test. */
    static final long PATIENCE_SECONDS = 20;

    /** What a component that connects meets. */
    public sealed interface Welcome {
        /** The handshake, with the right secret. */
        record Accept() implements Welcome {}

        /** A stream error after the component's handshake. */
        record Refuse(String condition, String text) implements Welcome {}

        /** A stream error in place of the handshake, without a stream id. */
        record RefuseAtOnce(String condition) implements Welcome {}

        /** Bytes that have nothing to do with XMPP, then the end. */
        record Say(String bytes) implements Welcome {}

        /** Not a byte, for ever. */
        record Silence() implements Welcome {}
    }

    private interface Acceptor {
        FakeXmppLink.Wire accept() throws IOException;
    }

    private final String domain;
    private final String secret;
    private final Endpoint endpoint;
    private final AutoCloseable listening;
    private final List<FakeXmppLink> all = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile Welcome welcome = new Welcome.Accept();
    private int connections;
    private int awaited;

    private FakeXmppServer(
            String domain,
            String secret,
            Endpoint endpoint,
            AutoCloseable listening,
            Acceptor acceptor) {
        this.domain = domain;
        this.secret = secret;
        this.endpoint = endpoint;
        this.listening = listening;
        Thread.ofVirtual().start(() -> acceptAll(acceptor));
    }

    /** Listens on a free TCP port. */
    public static FakeXmppServer listen(String domain, String secret) {
        return listen(domain, secret, 0);
    }

    /** Listens on a certain TCP port, such as that of a server just closed. */
    public static FakeXmppServer listen(String domain, String secret, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", socket.getLocalPort());
            return new FakeXmppServer(
                    domain, secret, endpoint, socket, () -> FakeXmppLink.Wire.of(socket.accept()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens with TLS on a free TCP port; the endpoint names the host and the trust given. */
    public static FakeXmppServer listenTls(
            String domain, String secret, SSLContext context, String host, TlsTrust trust) {
        try {
            ServerSocket socket =
                    context.getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Endpoint endpoint = new Endpoint.Tls(host, socket.getLocalPort(), trust);
            return new FakeXmppServer(
                    domain, secret, endpoint, socket, () -> FakeXmppLink.Wire.of(socket.accept()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on a Unix domain socket, which must not exist yet. */
    public static FakeXmppServer listenUnix(String domain, String secret, Path path) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path));
            return new FakeXmppServer(
                    domain,
                    secret,
                    new Endpoint.UnixSocket(path),
                    channel,
                    () -> wire(channel.accept()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FakeXmppLink.Wire wire(SocketChannel channel) {
        return new FakeXmppLink.Wire(
                Channels.newInputStream(channel),
                Channels.newOutputStream(channel),
                channel::shutdownOutput,
                channel::close,
                channel::close);
    }

    /** Where components connect. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The TCP port, 0 on a Unix domain socket. */
    public int port() {
        return switch (endpoint) {
            case Endpoint.Tcp tcp -> tcp.port();
            case Endpoint.Tls tls -> tls.port();
            case Endpoint.UnixSocket unix -> 0;
        };
    }

    /** From the next connection on. */
    public void welcome(Welcome next) {
        welcome = next;
    }

    private void acceptAll(Acceptor acceptor) {
        try {
            while (true) {
                FakeXmppLink.Wire wire = acceptor.accept();
                count();
                FakeXmppLink link = new FakeXmppLink(wire, domain, secret, welcome);
                Thread.ofVirtual().start(() -> link.run(this::add));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void count() {
        lock.lock();
        try {
            connections++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(FakeXmppLink link) {
        lock.lock();
        try {
            all.add(link);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next component that has done its handshake, each one once. */
    public FakeXmppLink awaitLink() {
        lock.lock();
        try {
            await(() -> all.size() > awaited, "no component came through the handshake");
            return all.get(awaited++);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many connections were made, with or without a handshake. */
    public void awaitConnections(int count) {
        lock.lock();
        try {
            await(() -> connections >= count, "fewer connections than " + count);
        } finally {
            lock.unlock();
        }
    }

    /** How many connections were made, with or without a handshake. */
    public int connections() {
        lock.lock();
        try {
            return connections;
        } finally {
            lock.unlock();
        }
    }

    private void await(java.util.function.BooleanSupplier condition, String otherwise) {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError(otherwise);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(otherwise, e);
        }
    }

    /** Stops listening and resets all connections. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        List<FakeXmppLink> open;
        lock.lock();
        try {
            open = List.copyOf(all);
        } finally {
            lock.unlock();
        }
        open.forEach(FakeXmppLink::reset);
    }
}
