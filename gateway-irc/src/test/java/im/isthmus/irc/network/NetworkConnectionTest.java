package im.isthmus.irc.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.TestConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.dialing.IrcServerAddress.Speaks;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.ServerSettings;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where users may have the gateway connect to, and how. */
class NetworkConnectionTest {
    private static final String LAX = "open-plain = true";
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("9.9.9.9");

    @Test
    void onlyPortsThatTheAdminOpenedAreConnectedTo() throws Exception {
        assertThat(ports("25;6697;993")).containsExactly(6697);
        assertThat(connection("25").mayConnect().test(PUBLIC)).isFalse();
        assertThat(connection("6690").mayConnect().test(PUBLIC)).isTrue();
        assertThat(connection("6690").mayConnect().test(InetAddress.ofLiteral("10.0.0.1")))
                .isFalse();
    }

    @Test
    void thePortOfNetworksThatSayNoneIsOpenWhateverItIs() throws Exception {
        assertThat(connection("").servers())
                .containsExactly(new IrcServerAddress("irc.example.net", 443));
        assertThat(connection("").mayConnect().test(PUBLIC)).isTrue();
    }

    @Test
    void whoSaysNothingGetsTlsAndPlainTextOnlyWhereTheAdminAllowsIt() throws Exception {
        assertThat(connection("", Map.of()).tls()).isEqualTo(Tls.REQUIRED);
        assertThat(connection("", Map.of()).servers())
                .containsExactly(new IrcServerAddress("irc.example.net", 6697));

        assertThat(connection(LAX, Map.of()).tls()).isEqualTo(Tls.PREFERRED);
        assertThat(connection(LAX, Map.of()).servers())
                .containsExactly(
                        new IrcServerAddress("irc.example.net", 6697, Speaks.TLS),
                        new IrcServerAddress("irc.example.net", 6670, Speaks.TLS),
                        new IrcServerAddress("irc.example.net", 6667, Speaks.PLAIN));
    }

    @Test
    void portsThatAUserSetAreTriedWithTlsFirst() throws Exception {
        Map<String, String> both =
                Map.of("address", "irc.example.com", "ports", "7000", "tls_ports", "7001;7002");
        assertThat(connection(LAX, both).tls()).isEqualTo(Tls.PREFERRED);
        assertThat(connection(LAX, both).servers())
                .containsExactly(
                        new IrcServerAddress("irc.example.com", 7001, Speaks.TLS),
                        new IrcServerAddress("irc.example.com", 7002, Speaks.TLS),
                        new IrcServerAddress("irc.example.com", 7000, Speaks.PLAIN));
        assertThat(connection("", both).tls()).isEqualTo(Tls.REQUIRED);

        Map<String, String> plain = Map.of("ports", "7000", "tls_ports", "");
        assertThat(connection(LAX, plain).tls()).isEqualTo(Tls.OFF);
        assertThat(connection("", plain).tls()).isEqualTo(Tls.REQUIRED);
    }

    @Test
    void aCertificateIsUncheckedOnlyWherePlainTextWouldBeAllowed() throws Exception {
        Map<String, String> unchecked = Map.of("verify_cert", "0");
        assertThat(connection(LAX, unchecked).trust()).isEqualTo(new TlsTrust.Anybody());
        assertThat(connection("", unchecked).trust()).isEqualTo(new TlsTrust.KnownAuthorities());
        String print = "ab".repeat(20);
        assertThat(connection("", Map.of("fingerprint", print)).trust())
                .isEqualTo(new TlsTrust.Fingerprints(Set.of(print)));
    }

    @Test
    void aUserSaysHowManyLinesMayGoAtOnce() throws Exception {
        assertThat(pace(Map.of())).containsExactly(10.0, 1.0);
        assertThat(pace(Map.of("throttle_limit", "3"))).containsExactly(3.0, 1.0);
        assertThat(pace(Map.of("throttle_limit", "-1"))[1]).isZero();
    }

    @Test
    void allConnectionsComeFromTheAddressOfTheAdmin() throws Exception {
        assertThat(connection("bind-address = '192.0.2.7'", Map.of()).origin().address())
                .isEqualTo(InetAddress.ofLiteral("192.0.2.7"));
    }

    private static double[] pace(Map<String, String> settings) throws Exception {
        ConnectionConfig connection = connection("", settings);
        return new double[] {connection.burst(), connection.linesPerSecond()};
    }

    private static List<Integer> ports(String tlsPorts) throws Exception {
        return connection(tlsPorts).servers().stream().map(IrcServerAddress::port).toList();
    }

    private static ConnectionConfig connection(String tlsPorts) throws Exception {
        return connection(
                "open-ports = ['6660-6697']\ndefault-port = 443", Map.of("tls_ports", tlsPorts));
    }

    /** Of somebody who set this, to a network that the admin did not list. */
    private static ConnectionConfig connection(String keys, Map<String, String> settings)
            throws Exception {
        IrcConfig config = TestConfig.of("[irc]\n" + keys);
        Origins origins =
                new Origins(new Pseudonyms("0123456789abcdef".getBytes(US_ASCII)), null, false);
        Network network =
                new Networks(config, origins, new StsPolicies(InstantSource.system(), null))
                        .find("irc.example.net");
        return network.connection(
                Jid.parse("juliet@example.org"),
                ServerSettings.of(settings),
                Encodings.of(UTF_8, UTF_8));
    }
}
