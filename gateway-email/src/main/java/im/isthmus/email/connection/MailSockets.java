package im.isthmus.email.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to mail servers that are allowed, and makes them secret. */
public final class MailSockets {
    private static final int FAREWELL_SECONDS = 2;

    private final ServerPolicy policy;
    private final SSLSocketFactory tls;
    private final Duration patience;

    /**
     * @param tls whom it trusts
     * @param patience how long connecting, and the first steps of TLS, may take
     */
    public MailSockets(ServerPolicy policy, SSLSocketFactory tls, Duration patience) {
        this.policy = policy;
        this.tls = tls;
        this.patience = patience;
    }

    /**
     * Connects; for servers with STARTTLS the connection is not secret yet.
     *
     * @throws RefusedServerException if it may not be connected to
     * @throws IOException if it cannot be
     */
    public Socket open(MailServer server) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : policy.addresses(server)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                // Else TLS says goodbye first, and never can where the server takes nothing.
                socket.setSoLinger(true, FAREWELL_SECONDS);
                int millis = Math.toIntExact(patience.toMillis());
                socket.connect(new InetSocketAddress(address, server.port()), millis);
                socket.setSoTimeout(millis);
                return server.implicit() ? secure(socket, server) : socket;
            } catch (IOException e) {
                close(socket);
                last = e;
            }
        }
        throw last;
    }

    /**
     * Turns TLS on; the certificate must be for the server's name.
     *
     * @throws IOException if it is not, or nobody trusted signed it
     */
    public SSLSocket secure(Socket plain, MailServer server) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, server.host(), server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Whom it trusts. */
    public SSLSocketFactory tls() {
        return tls;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use either way.
        }
    }
}
