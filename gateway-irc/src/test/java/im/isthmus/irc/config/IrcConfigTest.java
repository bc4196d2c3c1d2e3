package im.isthmus.irc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Secret;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.origin.AddressPrefix;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrcConfigTest {
    private static final String EVERY_KEY =
            """
            [irc]
            open-networks = false
            open-plain = true
            open-private = true
            open-ports = ["6660-6697"]
            fixed-network = "example"
            identd = "0.0.0.0:113"
            pseudonyms = true
            bind-address = "192.0.2.7"
            tls-verify = false
            webirc-password = "w"
            default-port = 7000
            history-length = 50
            stay = true
            paste-lines = 0
            corrections = "off"
            [irc.networks."Example"]
            """;

    @TempDir Path directory;

    @Test
    void defaults() throws Exception {
        PortRanges usual =
                new PortRanges(
                        List.of(
                                new PortRanges.Range(194, 194),
                                new PortRanges.Range(994, 994),
                                new PortRanges.Range(1024, 65_535)));
        assertThat(read(""))
                .isEqualTo(
                        new IrcConfig(
                                null,
                                true,
                                false,
                                false,
                                usual,
                                null,
                                false,
                                NetworkDefaults.NONE,
                                6697,
                                20,
                                false,
                                6,
                                Corrections.WORDS,
                                Map.of()));
    }

    @Test
    void everyKeyMapped() throws Exception {
        Bind bound = new Bind(InetAddress.ofLiteral("192.0.2.7"), null);
        var usual = new NetworkDefaults(bound, new TlsTrust.Anybody(), new Secret("w"));
        var one = IrcNetworkConfig.standard("example", 7000, false, usual);
        assertThat(read(EVERY_KEY))
                .isEqualTo(
                        new IrcConfig(
                                "example",
                                false,
                                true,
                                true,
                                new PortRanges(List.of(new PortRanges.Range(6660, 6697))),
                                new HostPort("0.0.0.0", 113),
                                true,
                                usual,
                                7000,
                                50,
                                true,
                                0,
                                Corrections.OFF,
                                Map.of("example", one)));
    }

    @Test
    void defaultsOfANetwork() throws Exception {
        assertThat(network(""))
                .isEqualTo(
                        new IrcNetworkConfig(
                                List.of(new HostPort("irc.example.net", 6697)),
                                Tls.REQUIRED,
                                new TlsTrust.KnownAuthorities(),
                                StandardCharsets.UTF_8,
                                10,
                                1.0,
                                Bind.ANY,
                                null,
                                0,
                                4,
                                Duration.ofMillis(500),
                                Map.of()));
    }

    @Test
    void everyKeyOfANetworkMapped() throws Exception {
        assertThat(
                        network(
                                """
                                address = ["127.0.0.1:6667", "[::1]:6667"]
                                tls = "preferred"
                                tls-fingerprint = "%s"
                                charset = "KOI8-R"
                                burst = 5
                                lines-per-second = 0
                                bind-address = "127.0.0.2"
                                webirc-password = "w"
                                max-connections = 3
                                connects-at-once = 7
                                connect-gap = "2s"
                                [irc.networks."irc.example.net".accounts."Alice@example.org"]
                                account = "al"
                                password = "p"
                                """
                                        .formatted("CD".repeat(32))))
                .isEqualTo(
                        new IrcNetworkConfig(
                                List.of(new HostPort("127.0.0.1", 6667), new HostPort("::1", 6667)),
                                Tls.PREFERRED,
                                new TlsTrust.Fingerprints(Set.of("cd".repeat(32))),
                                Charset.forName("KOI8-R"),
                                5,
                                0,
                                new Bind(InetAddress.ofLiteral("127.0.0.2"), null),
                                new Secret("w"),
                                3,
                                7,
                                Duration.ofSeconds(2),
                                Map.of(
                                        Jid.parse("alice@example.org"),
                                        new IrcNetworkConfig.Account("al", new Secret("p")))));
    }

    @Test
    void usersComeFromOneAddressOrFromABlockNotFromBoth() throws Exception {
        assertThat(network("bind-prefix = \"2001:db8:1:2::/64\"").bind().prefix())
                .isEqualTo(AddressPrefix.parse("2001:db8:1:2::/64"));
        IrcConfig usual =
                read(
                        """
                        [irc]
                        bind-prefix = "2001:db8:1:2::/64"
                        [irc.networks.lan]
                        bind-address = "127.0.0.2"
                        """);
        Bind all = new Bind(null, AddressPrefix.parse("2001:db8:1:2::/64"));
        assertThat(usual.network("irc.example.org").orElseThrow().bind()).isEqualTo(all);
        assertThat(usual.network("lan").orElseThrow().bind())
                .isEqualTo(new Bind(InetAddress.ofLiteral("127.0.0.2"), null));
        assertThat(
                        catchThrowableOfType(
                                ConfigException.class,
                                () ->
                                        network(
                                                "bind-address = \"::1\"\n"
                                                        + "bind-prefix = \"2001:db8::/64\"")))
                .hasMessageContaining("beside bind-address");
        assertThat(
                        catchThrowableOfType(
                                ConfigException.class,
                                () -> network("bind-prefix = \"2001:db8::/128\"")))
                .hasMessageContaining("with room for users");
        assertThat(
                        catchThrowableOfType(
                                ConfigException.class, () -> read("[irc]\nopen-ports = [\"0\"]")))
                .hasMessageContaining("takes ports");
    }

    @Test
    void whatHoldsForAllNetworksHoldsWhereOneSaysNothingOfItsOwn() throws Exception {
        Path authorities = TestCertificate.create(directory, "ca").pem();
        IrcConfig config =
                read(
                        """
                        [irc]
                        tls-ca-file = "%s"
                        webirc-password = "all"
                        [irc.networks.lan]
                        tls-verify = false
                        webirc-password = "lan"
                        """
                                .formatted(authorities));
        IrcNetworkConfig open = config.network("irc.example.org").orElseThrow();
        assertThat(open.trust()).isEqualTo(new TlsTrust.AuthorityFile(authorities));
        assertThat(open.webircPassword()).isEqualTo(new Secret("all"));
        IrcNetworkConfig lan = config.network("lan").orElseThrow();
        assertThat(lan.trust()).isEqualTo(new TlsTrust.Anybody());
        assertThat(lan.webircPassword()).isEqualTo(new Secret("lan"));

        IrcConfig lax = read("[irc]\ntls-verify = false\n[irc.networks.lan]\ntls-verify = true");
        assertThat(lax.network("irc.example.org").orElseThrow().trust())
                .isEqualTo(new TlsTrust.Anybody());
        assertThat(lax.network("lan").orElseThrow().trust())
                .isEqualTo(new TlsTrust.KnownAuthorities());
    }

    @Test
    void textThatIsNotUtf8IsReadInTheNetworksCharacterSet() throws Exception {
        assertThat(network("").fallbackCharset()).isEqualTo(Charset.forName("windows-1252"));
        assertThat(network("charset = \"KOI8-R\"").fallbackCharset())
                .isEqualTo(Charset.forName("KOI8-R"));
    }

    @Test
    void anyHostNameIsANetworkUnlessClosed() throws Exception {
        IrcConfig open = read("");
        IrcConfig closed = read("[irc]\nopen-networks = false");

        assertThat(open.network("irc.libera.chat").orElseThrow().servers())
                .containsExactly(new HostPort("irc.libera.chat", 6697));
        assertThat(open.network("localhost")).isEmpty();
        assertThat(open.network("irc.example.net:25")).isEmpty();
        assertThat(closed.network("irc.libera.chat")).isEmpty();
        assertThat(open.rules().anyServer()).isTrue();
        assertThat(closed.rules().anyServer()).isFalse();
        assertThat(read("[irc]\nfixed-network = \"irc.oftc.net\"").rules().anyServer()).isFalse();
    }

    @Test
    void whatCannotWorkIsTold() {
        assertThat(
                        problems(
                                """
                                [irc.networks."a%b"]
                                [irc.networks.x]
                                tls = "off"
                                tls-fingerprint = "00"
                                charset = "UTF-16"
                                bind-address = "example.org"
                                connects-at-once = -1
                                connect-gap = "2m"
                                [irc.networks.X]
                                [irc.networks.x.accounts."a b"]
                                account = "a"
                                """))
                .satisfiesExactlyInAnyOrder(
                        p -> assertThat(p).startsWith(":1: irc.networks.\"a%b\": cannot stand in"),
                        p -> assertThat(p).startsWith(":4: irc.networks.x.tls-fingerprint: must"),
                        p -> assertThat(p).startsWith(":4: irc.networks.x.tls-fingerprint: has no"),
                        p -> assertThat(p).startsWith(":5: irc.networks.x.charset: cannot carry"),
                        p ->
                                assertThat(p)
                                        .startsWith(":6: irc.networks.x.bind-address: must be an"),
                        p -> assertThat(p).startsWith(":7: irc.networks.x.connects-at-once: must"),
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                ":8: irc.networks.x.connect-gap: must be from"
                                                        + " 0d to 1m"),
                        p -> assertThat(p).startsWith(":9: irc.networks.X: is the same network"),
                        p ->
                                assertThat(p)
                                        .startsWith(":10: irc.networks.x.accounts.\"a b\": is no"),
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                ":10: irc.networks.x.accounts.\"a b\".password"));
    }

    private IrcNetworkConfig network(String keys) throws ConfigException {
        IrcConfig config = read("[irc.networks.\"irc.example.net\"]\n" + keys);
        return config.network("irc.example.net").orElseThrow();
    }

    private IrcConfig read(String toml) throws ConfigException {
        return ConfigFile.read(write(toml), Map.of(), IrcConfig::read);
    }

    private List<String> problems(String toml) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(toml));
        return refused.problems().stream()
                .map(problem -> problem.toString().substring((directory + "/irc.toml").length()))
                .toList();
    }

    private Path write(String toml) {
        try {
            return Files.writeString(directory.resolve("irc.toml"), toml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
