package im.isthmus.core.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [component]}: who the gateway is and how it reaches its XMPP server.
 *
 * @param domain of the gateway, prepared by RFC 7622
 * @param server where it listens for components (XEP-0114)
 * @param secret shared with the server
 * @param tlsCaFile certificates to trust, PEM; null for those of the system
 * @param tlsFingerprint SHA-256 of the server's certificate, which replaces the check of its name
 *     and issuer; null to check these
 * @param tlsServerName whom the certificate must name, if not the host of {@code server}
 * @param maxStanzaBytes a longer stanza from the server ends the stream; never less than the 10000
 *     bytes that RFC 6120 section 13.12 asks for
 * @param keepAlive after this much silence the server is pinged (XEP-0199); a ping that stays
 *     unanswered for as long means that the link is dead
 * @param connectTimeout for the socket, TLS and the handshake together
 */
public record ComponentConfig(
        String domain,
        ServerAddress server,
        Secret secret,
        @Nullable Path tlsCaFile,
        @Nullable String tlsFingerprint,
        @Nullable String tlsServerName,
        int maxStanzaBytes,
        Duration keepAlive,
        Duration connectTimeout) {

    /** Reads {@code [component]} below the top of a file. */
    public static ComponentConfig read(Section root) {
        Section section = root.table("component");
        ComponentConfig config =
                new ComponentConfig(
                        section.required("domain", Values.domain(), "irc.example.org"),
                        section.required("server", ServerAddress.value(), "127.0.0.1:5347"),
                        section.secret("secret"),
                        section.optional(
                                "tls-ca-file", Values.certificates(), "/etc/ssl/xmpp-ca.pem"),
                        section.optional("tls-fingerprint", Values.fingerprint(), "ab".repeat(32)),
                        section.optional("tls-server-name", Values.domain(), "xmpp.example.org"),
                        section.withDefault(
                                        "max-stanza-size",
                                        Quantities.size(10_000, 64 << 20),
                                        "512KiB")
                                .intValue(),
                        section.withDefault(
                                "keep-alive",
                                Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                                "60s"),
                        section.withDefault(
                                "connect-timeout",
                                Quantities.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                                "15s"));
        config.refuseTlsKeysWithoutTls(section);
        return config;
    }

    private void refuseTlsKeysWithoutTls(Section section) {
        if (server instanceof ServerAddress.Tls || !section.has("server")) {
            return;
        }
        for (String key : new String[] {"tls-ca-file", "tls-fingerprint", "tls-server-name"}) {
            if (section.has(key)) {
                section.problem(
                        key, "has no use: server is not reached by TLS; write tls:// there", "");
            }
        }
    }
}
