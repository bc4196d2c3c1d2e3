package im.isthmus.core.config.section;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.ServerAddress;
import im.isthmus.core.config.Values;
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
 * @param maxStanzaBytes the longest stanza in either direction; never less than the 10000 bytes
 *     that RFC 6120 section 13.12 asks for
 * @param keepAlive after this much silence the server is pinged (XEP-0199); a link that stays
 *     silent for twice as long and 20 s more is dead
 * @param connectTimeout for TCP, TLS and the handshake together
 */
public record ComponentConfig(
        String domain,
        ServerAddress server,
        Secret secret,
        @Nullable Path tlsCaFile,
        @Nullable String tlsFingerprint,
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
                        section.withDefault(
                                        "max-stanza-size",
                                        Quantities.size(10_000, 64 << 20),
                                        "512KiB")
                                .intValue(),
                        section.withDefault(
                                "keep-alive",
                                Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                                "30s"),
                        section.withDefault(
                                "connect-timeout",
                                Quantities.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                                "30s"));
        config.refuseTlsKeysWithoutTls(section);
        return config;
    }

    private void refuseTlsKeysWithoutTls(Section section) {
        if (server instanceof ServerAddress.Tls || !section.has("server")) {
            return;
        }
        for (String key : new String[] {"tls-ca-file", "tls-fingerprint"}) {
            if (section.has(key)) {
                section.problem(
                        key, "has no use: server is not reached by TLS; write tls:// there", "");
            }
        }
    }
}
