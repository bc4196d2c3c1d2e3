package im.isthmus.email.config;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where mail servers hand mail to us.
 *
 * @param lmtp null if nobody comes by LMTP
 * @param smtp null if nobody comes by SMTP
 * @param maxMessageSize in bytes
 * @param connections at once
 * @param certificate PEM, for STARTTLS; null if there is none
 * @param key PEM, PKCS #8; null if there is none
 */
public record ListenerConfig(
        @Nullable HostPort lmtp,
        @Nullable HostPort smtp,
        long maxMessageSize,
        int connections,
        @Nullable Path certificate,
        @Nullable Path key) {
    static ListenerConfig read(Section section) {
        HostPort lmtp = section.optional("lmtp", HostPort.listenValue(), "127.0.0.1:2424");
        HostPort smtp = section.optional("smtp", HostPort.listenValue(), "127.0.0.1:2525");
        if (lmtp == null && smtp == null && !section.has("lmtp") && !section.has("smtp")) {
            section.problem(
                    "lmtp", "missing: no mail can come in (or give smtp)", "127.0.0.1:2424");
        }
        Path certificate =
                section.optional(
                        "tls-certificate", Values.certificates(), "/etc/isthmus/mail-cert.pem");
        Path key = section.optional("tls-key", Values.path(), "/etc/isthmus/mail-key.pem");
        if ((certificate == null) != (key == null)
                && section.has("tls-certificate") != section.has("tls-key")) {
            section.problem(
                    "tls-key", "and tls-certificate need each other", "/etc/isthmus/mail-key.pem");
        }
        return new ListenerConfig(
                lmtp,
                smtp,
                section.withDefault("max-message-size", Quantities.size(1024, 1L << 30), "25MiB"),
                section.withDefault("connections", Values.integer(1, 10_000), 100),
                certificate,
                key);
    }
}
