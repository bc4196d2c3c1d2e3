package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.ComponentConfig;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentConfigTest {
    private static final String REQUIRED =
            """
            [component]
            domain = "irc.example.org"
            server = "127.0.0.1:5347"
            secret = "s"
            """;

    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(file.read(REQUIRED, ComponentConfig::read))
                .isEqualTo(
                        new ComponentConfig(
                                "irc.example.org",
                                new ServerAddress.Tcp(new HostPort("127.0.0.1", 5347)),
                                new Secret("s"),
                                null,
                                null,
                                512 * 1024,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30)));
    }

    @Test
    void everyKeyMapped() throws Exception {
        Path ca = directory.resolve("ca.pem");
        try (InputStream pem = ComponentConfigTest.class.getResourceAsStream("certificate.pem")) {
            Files.copy(pem, ca);
        }

        assertThat(
                        file.read(
                                """
                                [component]
                                domain = "IRC.Example.org"
                                server = "tls://[2001:db8::1]:5270"
                                secret = "s"
                                tls-ca-file = "ca.pem"
                                tls-fingerprint = "%s"
                                max-stanza-size = "1MiB"
                                keep-alive = "2m"
                                connect-timeout = "5s"
                                """
                                        .formatted("AB:".repeat(31) + "ab"),
                                ComponentConfig::read))
                .isEqualTo(
                        new ComponentConfig(
                                "irc.example.org",
                                new ServerAddress.Tls(new HostPort("2001:db8::1", 5270)),
                                new Secret("s"),
                                ca,
                                "ab".repeat(32),
                                1 << 20,
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(5)));
    }

    @Test
    void aUnixSocketBesideTheFileIsAnAddress() throws Exception {
        assertThat(
                        file.read(
                                        REQUIRED.replace("127.0.0.1:5347", "unix:xmpp.sock"),
                                        ComponentConfig::read)
                                .server())
                .isEqualTo(new ServerAddress.Unix(directory.resolve("xmpp.sock")));
    }

    @Test
    void tlsKeysForAnAddressWithoutTlsAreRefused() {
        assertThat(
                        file.problems(
                                REQUIRED + "tls-fingerprint = \"" + "ab".repeat(32) + "\"",
                                ComponentConfig::read))
                .containsExactly(
                        "t.toml:5: component.tls-fingerprint: has no use: server is not reached"
                                + " by TLS; write tls:// there");
    }

    @Test
    void aStanzaLimitBelowTheStandardsIsRefused() {
        assertThat(file.problems(REQUIRED + "max-stanza-size = \"9kB\"", ComponentConfig::read))
                .singleElement()
                .asString()
                .contains("must be from 10000B to 67108864B, not 9kB");
    }

    @Test
    void aFileWithoutCertificatesIsRefused() {
        file.write("ca.pem", "hello");

        assertThat(
                        file.problems(
                                REQUIRED.replace("127", "tls://127") + "tls-ca-file = \"ca.pem\"",
                                ComponentConfig::read))
                .singleElement()
                .asString()
                .contains("component.tls-ca-file: names a file without");
    }
}
