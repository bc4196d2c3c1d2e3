package im.isthmus.email.config;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.connection.MailServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section {@code [email.accounts.providers.NAME]}: servers that the admin vouches for, whatever
 * their addresses and ports.
 *
 * @param name the admin's own
 * @param domains of the mail addresses whose accounts are there; in lower case
 * @param imap where mail is read
 * @param smtp where mail is sent
 * @param oauth how users sign in without a password; null if they cannot
 */
public record ProviderConfig(
        String name,
        List<String> domains,
        MailServer imap,
        MailServer smtp,
        @Nullable OAuthConfig oauth) {
    public ProviderConfig {
        domains = List.copyOf(domains);
    }

    /** Whether accounts with addresses of this domain are there. */
    public boolean has(String domain) {
        return domains.contains(domain);
    }

    static ProviderConfig read(String name, Section section) {
        return new ProviderConfig(
                name,
                section.required("domains", Values.list(domain()), List.of("example.org")),
                section.required("imap", server("imap", "imaps"), "imaps://imap.example.org:993"),
                section.required("smtp", server("smtp", "smtps"), "smtps://smtp.example.org:465"),
                OAuthConfig.read(section.table("oauth")));
    }

    private static Value<String> domain() {
        return (raw, origin) -> {
            String domain = MailAddress.domain(Values.text().read(raw, origin));
            if (domain.isEmpty()) {
                throw new Value.Wrong("must be a domain such as example.org");
            }
            return domain;
        };
    }

    private static Value<MailServer> server(String plain, String secure) {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            boolean implicit = text.startsWith(secure + "://");
            if (!implicit && !text.startsWith(plain + "://")) {
                throw new Value.Wrong(
                        "must be "
                                + secure
                                + "://host:port (TLS from the first byte) or "
                                + plain
                                + "://host:port (STARTTLS)");
            }
            HostPort address =
                    HostPort.value().read(text.substring(text.indexOf("//") + 2), origin);
            return new MailServer(address.host(), address.port(), implicit);
        };
    }
}
