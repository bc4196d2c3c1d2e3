package im.isthmus.email.config;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where our mail goes.
 *
 * @param tls how the connection is made secret
 * @param trustFile the authorities to trust, PEM; null for the system's
 * @param user to log in as; null if that is not needed
 * @param password null if there is no user
 */
public record RelayConfig(
        HostPort address,
        Tls tls,
        @Nullable Path trustFile,
        @Nullable String user,
        @Nullable Secret password) {
    /** How a connection is made secret. */
    public enum Tls {
        /** Plain text. */
        OFF,
        /** STARTTLS or nothing. */
        STARTTLS,
        /** From the first byte. */
        IMPLICIT
    }

    static RelayConfig read(Section section) {
        RelayConfig base = section.required("relay", url(), "smtp://127.0.0.1:25");
        boolean startTls = section.withDefault("relay-starttls", Values.bool(), false);
        if (startTls && base.tls() == Tls.IMPLICIT) {
            section.problem("relay-starttls", "has no use: smtps:// is TLS from the start", "");
        }
        String user = section.optional("relay-user", Values.text(), "gateway");
        Secret password = section.optionalSecret("relay-password");
        if (user != null && password == null) {
            section.problem("relay-password", "missing: there is a relay-user", "change-me");
        }
        return new RelayConfig(
                base.address(),
                startTls ? Tls.STARTTLS : base.tls(),
                section.optional(
                        "relay-ca-file", Values.certificates(), "/etc/isthmus/relay-ca.pem"),
                user,
                password);
    }

    private static Value<RelayConfig> url() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            boolean secure = text.startsWith("smtps://");
            if (!secure && !text.startsWith("smtp://")) {
                throw new Value.Wrong("must be smtp://host:port or smtps://host:port");
            }
            HostPort address =
                    HostPort.value().read(text.substring(text.indexOf("//") + 2), origin);
            return new RelayConfig(address, secure ? Tls.IMPLICIT : Tls.OFF, null, null, null);
        };
    }
}
