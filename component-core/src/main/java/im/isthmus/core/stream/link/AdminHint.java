package im.isthmus.core.stream.link;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.transport.Endpoint;

/** What an admin has to write into the server's configuration, for each way it refuses us. */
final class AdminHint {
    private AdminHint() {}

    static String of(LinkEnd.Cause cause, Jid domain, Endpoint endpoint) {
        return switch (cause) {
            case NOT_AUTHORIZED ->
                    "the secret is not the one that the server has for "
                            + domain
                            + ", or the server has none.\n"
                            + snippet(domain, endpoint);
            case HOST_UNKNOWN ->
                    "the server does not know the component "
                            + domain
                            + ".\n"
                            + snippet(domain, endpoint);
            case CONFLICT ->
                    "another connection is up as "
                            + domain
                            + ", an old one of ours that the server"
                            + " has not given up yet, or a second process.\n"
                            + "Prosody, in the section Component \""
                            + domain
                            + "\":\n"
                            + "  component_conflict_resolve = \"kick_old\"";
            case TLS ->
                    "TLS to "
                            + endpoint
                            + " cannot be set up: check that the port speaks TLS from"
                            + " the first byte, that the certificate names the host we connect to,"
                            + " and that we trust its issuer.";
            case NOT_A_COMPONENT_PORT ->
                    endpoint
                            + " is no port for components (XEP-0114).\n"
                            + snippet(domain, endpoint);
            case CLOSED, NETWORK, SERVER -> "";
        };
    }

    private static String snippet(Jid domain, Endpoint endpoint) {
        return """
        Prosody:
          component_ports = { %2$s }
          Component "%1$s"
            component_secret = "the secret"
            component_conflict_resolve = "kick_old"
        ejabberd:
          listen:
            - port: %3$s
              module: ejabberd_service
              global_routes: false
              hosts: { "%1$s": { password: "the secret" } }\
        """
                .formatted(domain, prosodyPort(endpoint), ejabberdPort(endpoint));
    }

    private static String prosodyPort(Endpoint endpoint) {
        return endpoint instanceof Endpoint.Tcp tcp ? String.valueOf(tcp.port()) : "5347";
    }

    private static String ejabberdPort(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Tcp tcp -> String.valueOf(tcp.port());
            case Endpoint.Tls tls -> tls.port() + "\n      tls: true";
            case Endpoint.UnixSocket unix -> "\"unix:" + unix.path() + "\"";
        };
    }
}
