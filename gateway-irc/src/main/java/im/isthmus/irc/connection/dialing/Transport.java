package im.isthmus.irc.connection.dialing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket, encrypted or not.
 *
 * @param raw the TCP socket
 * @param tls the layer over it; null if there is none
 * @param server that was asked for
 */
public record Transport(Socket raw, @Nullable SSLSocket tls, IrcServerAddress server) {
    public InputStream input() throws IOException {
        return tls == null ? raw.getInputStream() : tls.getInputStream();
    }

    public OutputStream output() throws IOException {
        return tls == null ? raw.getOutputStream() : tls.getOutputStream();
    }

    /** For logs: {@code irc.example.org/192.0.2.1:6697 TLSv1.3}. */
    @Override
    public String toString() {
        String security = tls == null ? "plain" : tls.getSession().getProtocol();
        return raw.getRemoteSocketAddress() + " " + security;
    }

    /** Closes the TCP socket first: TLS would wait for a write that may never end. */
    public void abort() {
        try {
            raw.close();
            if (tls != null) {
                tls.close();
            }
        } catch (IOException e) {
            // Nothing is left to do with it.
        }
    }
}
