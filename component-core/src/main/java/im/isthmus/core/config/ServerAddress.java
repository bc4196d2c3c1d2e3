package im.isthmus.core.config;

import java.nio.file.Path;

/** Where the XMPP server listens for components. */
public sealed interface ServerAddress {
    /** Plain TCP, for the same machine or a private network. */
    record Tcp(HostPort address) implements ServerAddress {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** TLS from the first byte. */
    record Tls(HostPort address) implements ServerAddress {
        @Override
        public String toString() {
            return "tls://" + address;
        }
    }

    /** A Unix socket on this machine. */
    record Unix(Path path) implements ServerAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** {@code host:port}, {@code tls://host:port} or {@code unix:/path}. */
    static Value<ServerAddress> value() {
        return (raw, origin) -> {
            String text = Values.string(raw);
            if (text.startsWith("unix:")) {
                return new Unix(Values.path().read(text.substring("unix:".length()), origin));
            }
            if (text.startsWith("tls://")) {
                return new Tls(HostPort.parse(text.substring("tls://".length()), 1));
            }
            if (text.contains("//")) {
                throw new Value.Wrong(
                        "must be host:port, tls://host:port or unix:/path, not "
                                + Values.shown(text));
            }
            return new Tcp(HostPort.parse(text, 1));
        };
    }
}
