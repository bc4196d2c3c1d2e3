package im.isthmus.email.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Secret;
import im.isthmus.email.config.DomainConfig.Dmarc;
import im.isthmus.email.config.RelayConfig.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailConfigTest {
    private static final String SMALLEST =
            """
            [email.domain]
            name = "mail.example.org"
            lmtp = "127.0.0.1:2424"
            relay = "smtp://127.0.0.1:25"
            """;

    private static final String EVERY_KEY =
            """
            [email]
            hold = "0s"
            [email.domain]
            name = "Mail.B\u00fccher.example"
            lmtp = "[::1]:24"
            smtp = "127.0.0.1:0"
            max-message-size = "1MB"
            connections = 7
            relay = "smtps://mx.example.org:465"
            relay-user = "u"
            relay-password = "p"
            retry-after = "1s"
            retry-notice = "1m"
            retry-for = "1d"
            authentication-results = "mx.example.org"
            dmarc = "refuse"
            [email.domain.aliases."Sales"]
            user = "alice@example.org"
            [email.lists]
            digest-every = "2h"
            [email.contacts]
            add = "all"
            read-address-books = "1d"
            libravatar = "https://pictures.example.org/avatar/"
            [email.limits]
            messages-per-minute = 1
            new-correspondents-per-day = 2
            recipients = 3
            """;

    @TempDir Path directory;

    @Test
    void defaults() throws Exception {
        assertThat(read(SMALLEST))
                .isEqualTo(
                        new EmailConfig(
                                Duration.ofSeconds(5),
                                new DomainConfig(
                                        "mail.example.org",
                                        new ListenerConfig(
                                                new HostPort("127.0.0.1", 2424),
                                                null,
                                                25L << 20,
                                                100,
                                                null,
                                                null),
                                        new RelayConfig(
                                                new HostPort("127.0.0.1", 25),
                                                Tls.OFF,
                                                null,
                                                null,
                                                null),
                                        new RetryConfig(
                                                Duration.ofSeconds(5),
                                                Duration.ofMinutes(10),
                                                Duration.ofDays(5)),
                                        null,
                                        Dmarc.MARK,
                                        Map.of()),
                                null,
                                new ListsConfig(Duration.ofDays(1)),
                                new ContactsConfig(
                                        ContactsConfig.Policy.REPLIED_TO,
                                        null,
                                        Duration.ofHours(1)),
                                new LimitsConfig(20, 50, 20)));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(read(EVERY_KEY))
                .isEqualTo(
                        new EmailConfig(
                                Duration.ZERO,
                                new DomainConfig(
                                        "mail.b\u00fccher.example",
                                        new ListenerConfig(
                                                new HostPort("::1", 24),
                                                new HostPort("127.0.0.1", 0),
                                                1_000_000,
                                                7,
                                                null,
                                                null),
                                        new RelayConfig(
                                                new HostPort("mx.example.org", 465),
                                                Tls.IMPLICIT,
                                                null,
                                                "u",
                                                new Secret("p")),
                                        new RetryConfig(
                                                Duration.ofSeconds(1),
                                                Duration.ofMinutes(1),
                                                Duration.ofDays(1)),
                                        "mx.example.org",
                                        Dmarc.REFUSE,
                                        Map.of("sales", Jid.parse("alice@example.org"))),
                                null,
                                new ListsConfig(Duration.ofHours(2)),
                                new ContactsConfig(
                                        ContactsConfig.Policy.ALL,
                                        URI.create("https://pictures.example.org/avatar/"),
                                        Duration.ofDays(1)),
                                new LimitsConfig(1, 2, 3)));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(
                        problems(
                                """
                                [email.domain]
                                name = "not a domain"
                                relay = "127.0.0.1:25"
                                relay-user = "u"
                                tls-key = "key.pem"
                                [email.domain.aliases."a b"]
                                user = "alice@example.org"
                                [email.domain.aliases."return"]
                                user = "alice@example.org"
                                """))
                .contains("email.domain.name", "must be a domain")
                .contains("email.domain.lmtp", "no mail can come in")
                .contains("must be smtp://host:port")
                .contains("relay-password")
                .contains("tls-certificate need each other")
                .contains("single dots")
                .contains("reserved");
    }

    private String problems(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).problems().toString();
    }

    private EmailConfig read(String text) throws ConfigException {
        try {
            Path file = Files.writeString(directory.resolve("email.toml"), text);
            return ConfigFile.read(file, Map.of(), EmailConfig::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
