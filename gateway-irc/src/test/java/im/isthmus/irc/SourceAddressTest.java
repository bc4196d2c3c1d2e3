package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.config.HostPort;
import im.isthmus.irc.connection.origin.AddressPrefix;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RoutedBlock;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From which address of the admin's block a real server sees each user come. */
@Timeout(120)
class SourceAddressTest {
    @Test
    void eachUserComesFromAnIpv6AddressOfTheirOwnAlwaysTheSame() throws Exception {
        try (RoutedBlock block = RoutedBlock.open()) {
            usersKeepTheirAddresses("::1", block.prefix());
        }
    }

    @Test
    void aBlockOfIpv4AddressesDoesAsWell() throws Exception {
        usersKeepTheirAddresses("127.0.0.1", "127.79.0.0/16");
    }

    @Test
    void aBlockThatThisMachineDoesNotHaveIsAMatterForTheAdmin() throws Exception {
        try (FakeIrcServer server = FakeIrcServer.start();
                TestUser juliet =
                        new TestUser(
                                TestBackends.from(
                                        "192.0.2.0/24", new HostPort("127.0.0.1", server.port())),
                                "juliet@example.org")) {
            juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
            assertThat(juliet.await(RoomJoinFailed.class).failure().text().toString())
                    .contains("cannot connect from its own address, please tell its admin");
        }
    }

    private static void usersKeepTheirAddresses(String host, String prefix) throws Exception {
        AddressPrefix block = AddressPrefix.parse(prefix);
        int port = LoopbackPorts.one();
        String listen = "<bind address=\"%s\" port=\"%d\" type=\"clients\">".formatted(host, port);
        try (RealInspircd server = RealInspircd.start(listen, false)) {
            IrcBackend backend = TestBackends.from(prefix, new HostPort(host, port));
            try (TestUser juliet = new TestUser(backend, "juliet@example.org");
                    TestUser romeo = new TestUser(backend, "romeo@example.org")) {
                juliet.join("#balcony", "juliet");
                romeo.join("#balcony", "romeo");
                InetAddress hers = addressOf("juliet", server);
                InetAddress his = addressOf("romeo", server);
                assertThat(hers).isNotEqualTo(his);
                assertThat(hers).isEqualTo(within(block, hers)).isNotEqualTo(block.first());

                server.restart();
                juliet.await(RoomJoined.class);
                romeo.await(RoomJoined.class);
                assertThat(addressOf("juliet", server)).isEqualTo(hers);
                assertThat(addressOf("romeo", server)).isEqualTo(his);
            }
        }
    }

    /** The address with its beginning replaced by the block's: itself if it is of the block. */
    private static InetAddress within(AddressPrefix block, InetAddress address) {
        return block.address(address.getAddress());
    }

    private static InetAddress addressOf(String nick, RealInspircd server) {
        try (IrcUser nurse = IrcUser.login(server.port(), "nurse")) {
            nurse.send("WHOIS " + nick);
            // :server 311 nurse NICK USER HOST * :name
            String line = nurse.awaitLine(" 311 ", ' ' + nick + ' ');
            return InetAddress.ofLiteral(List.of(line.split(" ")).get(5));
        }
    }
}
