package im.isthmus.email.config;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.email.address.MailAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [email.domain]}: the mail domain that is ours.
 *
 * @param name of the domain, with U-labels
 * @param retry what becomes of mails that the relay does not take
 * @param authenticationId whose {@code Authentication-Results} are believed (RFC 8601); null for
 *     nobody's
 * @param dmarc what becomes of mails that fail DMARC
 * @param aliases users by the local part that the admin gave them
 */
public record DomainConfig(
        String name,
        ListenerConfig listener,
        RelayConfig relay,
        RetryConfig retry,
        @Nullable String authenticationId,
        Dmarc dmarc,
        Map<String, Jid> aliases) {
    /** What becomes of mails that fail DMARC, as the trusted server says. */
    public enum Dmarc {
        /** They are shown with a warning. */
        MARK,
        /** They are refused. */
        REFUSE
    }

    static @Nullable DomainConfig read(Section section) {
        String name = section.required("name", domain(), "mail.example.org");
        DomainConfig config =
                new DomainConfig(
                        name,
                        ListenerConfig.read(section),
                        RelayConfig.read(section),
                        RetryConfig.read(section),
                        section.optional("authentication-results", Values.text(), "mx.example.org"),
                        section.withDefault("dmarc", Values.oneOf(Dmarc.class), "mark"),
                        aliases(section));
        return config;
    }

    private static Map<String, Jid> aliases(Section section) {
        Map<String, Jid> aliases = new LinkedHashMap<>();
        section.tables("aliases")
                .forEach((name, each) -> {
                    Jid user = each.required("user", Values.jid(), "alice@example.org").bare();
                    if (name.equalsIgnoreCase("return")) {
                        section.table("aliases").problem(name, "is reserved for reports", "");
                    } else if (name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
                        aliases.put(name.toLowerCase(Locale.ROOT), user);
                    } else {
                        section.table("aliases")
                                .problem(
                                        name, "must have letters, digits, - _ and single dots", "");
                    }
                });
        return Map.copyOf(aliases);
    }

    private static Value<String> domain() {
        return (raw, origin) -> {
            String text = MailAddress.domain(Values.text().read(raw, origin));
            if (text.isEmpty()) {
                throw new Value.Wrong("must be a domain such as mail.example.org");
            }
            return text;
        };
    }
}
