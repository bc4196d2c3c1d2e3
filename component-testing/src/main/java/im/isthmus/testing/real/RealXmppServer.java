package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real XMPP server with users who can log in and a port for components (XEP-0114). */
public abstract sealed class RealXmppServer extends RealServer
        permits RealProsody, RealEjabberd, RealJabberd2 {
    private final XmppSetup setup;
    private final XmppPorts ports;
    private final Certificate certificate;

    RealXmppServer(
            ServerProcess process, XmppSetup setup, XmppPorts ports, Certificate certificate) {
        super(process);
        this.setup = setup;
        this.ports = ports;
        this.certificate = certificate;
    }

    /** What it was told to be. */
    public XmppSetup setup() {
        return setup;
    }

    /** Clients connect here; STARTTLS is offered, a login without it is allowed too. */
    public int clientPort() {
        return ports.client();
    }

    /** Clients that start with TLS at once connect here. */
    public int clientTlsPort() {
        return ports.clientTls();
    }

    /** Components connect here, without TLS. */
    public int componentPort() {
        return ports.component();
    }

    /** Uploads, BOSH and WebSocket. */
    public int httpPort() {
        return ports.http();
    }

    /** The certificate it shows, PEM; to be trusted by whoever connects with TLS. */
    public Path certificate() {
        return certificate.chain();
    }

    /** What every configuration template may name; a copy to put more into. */
    static Map<String, Object> commonValues(
            XmppSetup setup, XmppPorts ports, PrivateDirectory home) {
        Map<String, Object> values = new HashMap<>();
        values.put("home", home.path());
        values.put("domain", setup.domain());
        values.put("clientPort", ports.client());
        values.put("clientTlsPort", ports.clientTls());
        values.put("componentPort", ports.component());
        values.put("httpPort", ports.http());
        values.put("extra", setup.extra());
        return values;
    }

    /** The four ports of an XMPP server. */
    record XmppPorts(int client, int clientTls, int component, int http) {
        static XmppPorts free() {
            var free = LoopbackPorts.free(4);
            return new XmppPorts(free.get(0), free.get(1), free.get(2), free.get(3));
        }
    }
}
