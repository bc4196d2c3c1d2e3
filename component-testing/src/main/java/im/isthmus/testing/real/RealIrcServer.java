package im.isthmus.testing.real;

import java.nio.file.Path;

/** A real IRC server that takes any number of connections without slowing them down. */
public abstract sealed class RealIrcServer extends RealServer
        permits RealHybrid, RealInspircd, RealNgircd {
    private final int port;
    private final int tlsPort;
    private final Certificate certificate;

    RealIrcServer(ServerProcess process, int port, int tlsPort, Certificate certificate) {
        super(process);
        this.port = port;
        this.tlsPort = tlsPort;
        this.certificate = certificate;
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
