package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real IRC server that takes any number of connections without slowing them down. */
public abstract sealed class RealIrcServer extends RealServer
        permits RealHybrid, RealInspircd, RealNgircd {
    /** An operator's name and password (OPER). */
    public static final String OPERATOR = "lab";

    /** A channel that nobody may enter. */
    public static final String FORBIDDEN = "#forbidden";

    private final int port;
    private final int tlsPort;
    private final Certificate certificate;

    RealIrcServer(ServerProcess process, int port, int tlsPort, Certificate certificate) {
        super(process);
        this.port = port;
        this.tlsPort = tlsPort;
        this.certificate = certificate;
    }

    /**
     * What the configuration of each names.
     *
     * @param ports without TLS, and with it
     */
    static Map<String, Object> values(PrivateDirectory home, List<Integer> ports) {
        return Map.of(
                "home", home.path(),
                "port", ports.get(0),
                "tlsPort", ports.get(1),
                "operator", OPERATOR,
                "forbidden", FORBIDDEN);
    }

    /** Without TLS. */
    public int port() {
        return port;
    }

    /** With TLS from the first byte. */
    public int tlsPort() {
        return tlsPort;
    }

    /** The certificate it shows, PEM, for the name "localhost" and 127.0.0.1. */
    public Path certificate() {
        return certificate.chain();
    }

    /** The name it calls itself by. */
    public abstract String serverName();
}
