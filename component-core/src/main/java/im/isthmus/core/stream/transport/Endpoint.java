package im.isthmus.core.stream.transport;

import java.nio.file.Path;

/** Where the XMPP server listens for components. */
public sealed interface Endpoint {
    /** Plain TCP: for a server on this machine or behind a tunnel, as XEP-0114 has no TLS. */
    record Tcp(String host, int port) implements Endpoint {
        @Override
        public String toString() {
            return "tcp://" + host + ":" + port;
        }
    }

    /** TLS from the first byte, such as ejabberd's {@code tls: true} or Openfire's port 5276. */
    record Tls(String host, int port, TlsTrust trust) implements Endpoint {
        @Override
        public String toString() {
            return "tls://" + host + ":" + port;
        }
    }

    /** A Unix domain socket, such as ejabberd's {@code port: "unix:/run/..."}. */
    record UnixSocket(Path path) implements Endpoint {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
