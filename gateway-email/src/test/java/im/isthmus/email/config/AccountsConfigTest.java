package im.isthmus.email.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.Secret;
import im.isthmus.email.connection.MailServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsConfigTest {
    private static final String EVERY_KEY =
            """
            [email.accounts]
            enabled = true
            other-servers = false
            ports = [993]
            private-hosts = ["10.0.0.0/8"]
            idle = "2m"
            poll = "10s"
            retry = "3s"
            notice = "1h"
            days = 7
            max-message-size = "1MiB"
            [email.accounts.providers.example]
            domains = ["Example.org"]
            imap = "imaps://imap.example.org:9993"
            smtp = "smtp://smtp.example.org:9587"
            [email.accounts.providers.example.oauth]
            client-id = "id"
            client-secret = "s"
            device-url = "https://oauth.example.org/device"
            token-url = "https://oauth.example.org/token"
            scope = "mail offline_access"
            """;

    @TempDir Path directory;

    @Test
    void defaults() throws Exception {
        EmailConfig config = read("[email.accounts]\nenabled = true\n");
        assertThat(config.domain()).isNull();
        assertThat(config.accounts())
                .isEqualTo(
                        new AccountsConfig(
                                true,
                                Set.of(143, 465, 587, 993),
                                List.of(),
                                null,
                                new AccountsConfig.Times(
                                        Duration.ofMinutes(9),
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(5),
                                        Duration.ofMinutes(15)),
                                30,
                                25L << 20,
                                List.of()));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(read(EVERY_KEY).accounts())
                .isEqualTo(
                        new AccountsConfig(
                                false,
                                Set.of(993),
                                List.of(
                                        new PeerPattern(
                                                null, InetAddress.ofLiteral("10.0.0.0"), 8)),
                                null,
                                new AccountsConfig.Times(
                                        Duration.ofMinutes(2),
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(3),
                                        Duration.ofHours(1)),
                                7,
                                1L << 20,
                                List.of(
                                        new ProviderConfig(
                                                "example",
                                                List.of("example.org"),
                                                new MailServer("imap.example.org", 9993, true),
                                                new MailServer("smtp.example.org", 9587, false),
                                                new OAuthConfig(
                                                        "id",
                                                        new Secret("s"),
                                                        URI.create(
                                                                "https://oauth.example.org/device"),
                                                        URI.create(
                                                                "https://oauth.example.org/token"),
                                                        "mail offline_access")))));
    }

    @Test
    void withoutDomainAndAccountsThereIsNothingToDo() {
        assertThat(problems("[email]\nhold = \"1s\"\n")).contains("email.domain");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(
                        problems(
                                """
                                [email.accounts]
                                enabled = true
                                private-hosts = ["10.0.0.0/99"]
                                [email.accounts.providers.x]
                                domains = ["not a domain"]
                                imap = "imap.example.org"
                                [email.accounts.providers.x.oauth]
                                client-id = "id"
                                token-url = "http://example.org/token"
                                """))
                .contains("must be a domain")
                .contains("prefix length")
                .contains("imaps://host:port")
                .contains("providers.x.smtp")
                .contains("must be an https address")
                .contains("oauth.device-url");
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
