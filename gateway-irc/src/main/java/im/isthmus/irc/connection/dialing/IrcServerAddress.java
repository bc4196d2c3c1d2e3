package im.isthmus.irc.connection.dialing;

/**
 * Where a server listens.
 *
 * @param host name or address literal; the name that its certificate must bear
 * @param port 1 to 65535
 * @param speaks what it speaks there
 */
public record IrcServerAddress(String host, int port, Speaks speaks) {
    /** What is spoken at a port. */
    public enum Speaks {
        /** Whatever {@link ConnectionConfig#tls} wants. */
        EITHER,
        TLS,
        PLAIN
    }

    /** At a port that speaks whatever is wanted. */
    public IrcServerAddress(String host, int port) {
        this(host, port, Speaks.EITHER);
    }

    /** Whether it is of use with TLS, or without. */
    boolean speaks(boolean tls) {
        return speaks == Speaks.EITHER || (speaks == Speaks.TLS) == tls;
    }

    public IrcServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("no host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
