package im.isthmus.core.stream.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** TLS over TCP from the first byte. */
final class TlsTransport implements Transport {
    private final Endpoint.Tls endpoint;
    private final TcpTransport tcp;

    private volatile @Nullable SSLSocket socket;

    TlsTransport(Endpoint.Tls endpoint) {
        this.endpoint = endpoint;
        this.tcp = new TcpTransport(endpoint.host(), endpoint.port());
    }

    @Override
    public void connect(int timeoutMillis) throws IOException {
        tcp.connect(timeoutMillis);
        SSLSocket layered =
                (SSLSocket)
                        context()
                                .getSocketFactory()
                                .createSocket(tcp.socket(), endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = layered.getSSLParameters();
        if (!(endpoint.trust() instanceof TlsTrust.Pin)) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        layered.setSSLParameters(parameters);
        layered.startHandshake();
        socket = layered;
    }

    private SSLContext context() throws SSLHandshakeException {
        try {
            return TlsContexts.context(endpoint.trust());
        } catch (GeneralSecurityException | IOException e) {
            throw new SSLHandshakeException("the trusted certificates cannot be used: " + e);
        }
    }

    private SSLSocket socket() throws IOException {
        SSLSocket layered = socket;
        if (layered == null) {
            throw new SSLHandshakeException("not connected");
        }
        return layered;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return socket().getInputStream().read(bytes);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        socket().getOutputStream().write(bytes, from, length);
    }

    @Override
    public void finish() throws IOException {
        socket().shutdownOutput();
    }

    /** Closes the socket below TLS, as a closing alert would wait behind a write that hangs. */
    @Override
    public void abort() {
        tcp.abort();
    }
}
