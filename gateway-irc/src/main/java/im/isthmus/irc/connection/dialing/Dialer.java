package im.isthmus.irc.connection.dialing;

import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.origin.Idents;
import im.isthmus.irc.connection.origin.Origin;
import im.isthmus.irc.connection.tls.TlsClient;
import im.isthmus.irc.login.ClientCertificate;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a server of a network that takes the connection. */
public final class Dialer {
    private static final Logger log = LoggerFactory.getLogger(Dialer.class);

    /** Of one name: more are rather a trap than a round robin. */
    private static final int MAX_ADDRESSES = 8;

    private final ConnectionConfig config;
    private final @Nullable ClientCertificate certificate;
    private final List<String> failures = new ArrayList<>();
    private volatile @Nullable Socket current;
    private volatile boolean cancelled;
    private volatile Runnable announced = () -> {};

    /**
     * @param certificate to show to servers that ask for one; null for none
     */
    public Dialer(ConnectionConfig config, @Nullable ClientCertificate certificate) {
        this.config = config;
        this.certificate = certificate;
    }

    /** Blocks until there is a connection, or none is to be had. */
    public Transport dial() throws DialException {
        @Nullable Transport transport = null;
        if (config.tls() != Tls.OFF) {
            transport = dialAll(tlsClient());
        }
        if (transport == null && config.tls() != Tls.REQUIRED) {
            transport = dialAll(null);
        }
        if (transport == null) {
            throw new DialException(new CloseReason.ConnectFailed(String.join("; ", failures)));
        }
        return transport;
    }

    /** Ends {@link #dial} from another thread. */
    public void cancel() {
        cancelled = true;
        Socket socket = current;
        if (socket != null) {
            close(socket);
        }
    }

    private TlsClient tlsClient() throws DialException {
        try {
            return new TlsClient(config.trust(), certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new DialException(new CloseReason.TlsFailed("Certificate authorities: " + e));
        }
    }

    private @Nullable Transport dialAll(@Nullable TlsClient tls) throws DialException {
        for (IrcServerAddress server : config.servers()) {
            if (!server.speaks(tls != null)) {
                continue;
            }
            for (InetAddress address : resolve(server)) {
                Transport transport = cancelled ? null : dial(server, address, tls);
                if (transport != null) {
                    return transport;
                }
            }
        }
        return null;
    }

    private List<InetAddress> resolve(IrcServerAddress server) {
        InetAddress bind = config.origin().address();
        try {
            List<InetAddress> allowed =
                    Stream.of(InetAddress.getAllByName(server.host()))
                            .filter(config.mayConnect())
                            .toList();
            if (allowed.isEmpty()) {
                failures.add(server + ": no address that may be connected to");
                return allowed;
            }
            List<InetAddress> ofOurKind =
                    allowed.stream()
                            .filter(to -> bind == null || bind.getClass() == to.getClass())
                            .limit(MAX_ADDRESSES)
                            .toList();
            if (bind != null && ofOurKind.isEmpty()) {
                failures.add(server + ": " + notOfKind(server, bind));
            }
            return ofOurKind;
        } catch (UnknownHostException e) {
            failures.add(server + ": unknown host");
            return List.of();
        }
    }

    private static String notOfKind(IrcServerAddress server, InetAddress bind) {
        String kind = bind instanceof Inet6Address ? "IPv6" : "IPv4";
        log.warn(
                "irc_server_unreachable server={} lacks={} change=\"bind-prefix or bind-address\"",
                server,
                kind);
        return "it has no "
                + kind
                + " address, but the gateway connects from one, please tell its admin";
    }

    private @Nullable Transport dial(
            IrcServerAddress server, InetAddress address, @Nullable TlsClient tls)
            throws DialException {
        Socket socket = new Socket();
        current = socket;
        try {
            connect(socket, new InetSocketAddress(address, server.port()));
            return new Transport(socket, tls == null ? null : secure(socket, server, tls), server);
        } catch (IOException e) {
            close(socket);
            if (isDistrust(e)) {
                throw new DialException(new CloseReason.TlsFailed(server + ": " + text(e)));
            }
            failures.add(server + ": " + text(e));
            return null;
        }
    }

    private void connect(Socket socket, InetSocketAddress to) throws IOException {
        int timeout = Math.toIntExact(config.timeouts().connect().toMillis());
        if (cancelled) {
            throw new IOException("cancelled");
        }
        announce(socket, to);
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(to, timeout);
    }

    /** The own port must be known before the server can ask whose it is. */
    private void announce(Socket socket, InetSocketAddress to) throws IOException {
        Origin origin = config.origin();
        Idents idents = origin.idents();
        if (origin.address() != null || idents != null) {
            bind(socket, origin.address());
        }
        if (idents != null) {
            announced.run();
            announced =
                    idents.announce(
                            socket.getLocalPort(), to.getAddress(), to.getPort(), origin.name());
        }
    }

    private static void bind(Socket socket, @Nullable InetAddress address) throws IOException {
        try {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (BindException e) {
            // The admin named an address that this machine does not have, or may not use.
            log.error("irc_bind_failed address={} reason={}", address, e.getMessage());
            throw new IOException(
                    "the gateway cannot connect from its own address, please tell its admin", e);
        }
    }

    /** The connection is over: it is nobody's any more. */
    public void forget() {
        announced.run();
    }

    private SSLSocket secure(Socket socket, IrcServerAddress server, TlsClient tls)
            throws IOException {
        socket.setSoTimeout(Math.toIntExact(config.timeouts().connect().toMillis()));
        SSLSocket secured = tls.handshake(socket, server.host());
        socket.setSoTimeout(0);
        return secured;
    }

    /** TLS was there, but not with whom it should be: plain text to them is no way out. */
    private static boolean isDistrust(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String text(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof SSLException ? "TLS: " + message : message;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to do with it.
        }
    }
}
