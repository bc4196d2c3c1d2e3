package im.isthmus.irc.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.TestConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.ServerSettings;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where users may have the gateway connect to. */
class NetworkPortsTest {
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

    private static List<Integer> ports(String tlsPorts) throws Exception {
        return connection(tlsPorts).servers().stream().map(IrcServerAddress::port).toList();
    }

    private static ConnectionConfig connection(String tlsPorts) throws Exception {
        IrcConfig config = TestConfig.of("[irc]\nopen-ports = ['6660-6697']\ndefault-port = 443");
        Origins origins =
                new Origins(new Pseudonyms("0123456789abcdef".getBytes(US_ASCII)), null, false);
        Network network =
                new Networks(config, origins, new StsPolicies(InstantSource.system(), null))
                        .find("irc.example.net");
        return network.connection(
                Jid.parse("juliet@example.org"),
                ServerSettings.of(Map.of("tls_ports", tlsPorts)),
                Encodings.of(UTF_8, UTF_8));
    }
}
