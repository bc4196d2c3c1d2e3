package im.isthmus.irc.connection;

/**
 * Where a server listens.
 *
 * @param host name or address literal; the name that its certificate must bear
 * @param port 1 to 65535
 */
public record IrcServerAddress(String host, int port) {
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
