package im.isthmus.email.config;

import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [email.accounts]}: users read and write with accounts they have elsewhere.
 *
 * @param others whether users may have accounts at servers that are not among {@code providers}
 * @param ports of those servers
 * @param privateHosts those of them that may have private addresses
 * @param authorities whose certificates are trusted, PEM; null for the system's
 * @param times of being connected, and of trying to be
 * @param days most days of older mail that a user may ask for
 * @param maxMessageSize what is larger is told of, not fetched; bytes
 */
public record AccountsConfig(
        boolean others,
        Set<Integer> ports,
        List<PeerPattern> privateHosts,
        @Nullable Path authorities,
        Times times,
        int days,
        long maxMessageSize,
        List<ProviderConfig> providers) {
    public AccountsConfig {
        ports = Set.copyOf(ports);
        privateHosts = List.copyOf(privateHosts);
        providers = List.copyOf(providers);
    }

    /**
     * When something is done about an account.
     *
     * @param idle how long a server may say nothing before it is asked whether it is still there
     * @param poll how often servers are asked that do not tell by themselves
     * @param retry after how long a server is tried again that was in trouble once
     * @param notice after how long trouble is worth a message to the user
     */
    public record Times(Duration idle, Duration poll, Duration retry, Duration notice) {
        private static Times read(Section section) {
            Duration second = Duration.ofSeconds(1);
            return new Times(
                    section.withDefault(
                            "idle", Quantities.duration(second, Duration.ofMinutes(29)), "9m"),
                    section.withDefault(
                            "poll", Quantities.duration(second, Duration.ofDays(1)), "1m"),
                    section.withDefault(
                            "retry", Quantities.duration(second, Duration.ofMinutes(15)), "5s"),
                    section.withDefault(
                            "notice", Quantities.duration(second, Duration.ofDays(7)), "15m"));
        }
    }

    static @Nullable AccountsConfig read(Section section) {
        boolean enabled = section.withDefault("enabled", Values.bool(), false);
        AccountsConfig config =
                new AccountsConfig(
                        section.withDefault("other-servers", Values.bool(), true),
                        Set.copyOf(
                                section.withDefault(
                                        "ports",
                                        Values.list(Values.integer(1, 65_535)),
                                        List.of(143, 465, 587, 993))),
                        section.withDefault(
                                "private-hosts", Values.list(PeerPattern.value()), List.of()),
                        section.optional(
                                "ca-file", Values.certificates(), "/etc/isthmus/mail-ca.pem"),
                        Times.read(section),
                        section.withDefault("days", Values.integer(0, 366), 30),
                        section.withDefault(
                                "max-message-size", Quantities.size(1024, 1L << 30), "25MiB"),
                        providers(section));
        return enabled ? config : null;
    }

    private static List<ProviderConfig> providers(Section section) {
        List<ProviderConfig> providers = new ArrayList<>();
        section.tables("providers")
                .forEach((name, each) -> providers.add(ProviderConfig.read(name, each)));
        return providers;
    }
}
