package im.isthmus.core.stream.transport;

import java.io.IOException;

/** The bytes of one connection. One thread reads, one writes, any may abort. */
public interface Transport {
    /**
     * Connects; {@link #abort} ends that too.
     *
     * @param timeoutMillis for each address the host name has
     */
    void connect(int timeoutMillis) throws IOException;

    /** Waits for bytes and reads them; -1 when the other side has closed. */
    int read(byte[] bytes) throws IOException;

    void write(byte[] bytes, int from, int length) throws IOException;

    /** Says that nothing more comes from us; what was written still arrives. */
    void finish() throws IOException;

    /** Ends the connection at once, also under a read or write that hangs. */
    void abort();

    static Transport to(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Tcp tcp -> new TcpTransport(tcp.host(), tcp.port());
            case Endpoint.UnixSocket unix -> new UnixTransport(unix.path());
            case Endpoint.Tls tls -> new TlsTransport(tls);
        };
    }
}
