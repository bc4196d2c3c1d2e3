package im.isthmus.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend.Identity;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.FakeIrcServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IrcBackendTest {
    private final IrcBackend backend = TestBackends.to(6667);

    @Test
    void addressesKeepTheLocalpartThatTheUserUsed() throws Exception {
        assertThat(backend.address("#a%net")).isEqualTo(new LegacyRoom("#a%net"));
        assertThat(backend.address("\\26a%net")).isEqualTo(new LegacyRoom("\\26a%net"));
        assertThat(backend.address("nick%net")).isEqualTo(new LegacyContact("nick%net"));
        assertThat(backend.address("net")).isEqualTo(new LegacyNetwork("net"));
        assertThatThrownBy(() -> backend.address("#a,b%net"))
                .isInstanceOf(InvalidJidException.class);
    }

    @Test
    void addressesIntroduceThemselvesInIrcsWords() {
        assertThat(backend.identity(new LegacyRoom("#a\\20b%net")).name()).isEqualTo("#a\\20b%net");
        assertThat(backend.identity(new LegacyRoom("\\26a%net")))
                .isEqualTo(new Identity("conference", "irc", "&a"));
        assertThat(backend.identity(new LegacyContact("nick%net")).name()).isEqualTo("nick");
        assertThat(backend.identity(new LegacyNetwork("net")))
                .isEqualTo(new Identity("conference", "irc", "net"));
    }

    @Test
    void whoAsksForHelpReadsHowToGetIntoAChannel() {
        assertThat(backend.guidance("gw").english())
                .startsWith("Join #channel%" + TestBackends.NETWORK + "@gw to be in a channel");
    }

    @Test
    void whoForgetsTheHashMeansAChannel() {
        assertThat(backend.roomMeant(new LegacyContact("xmpp%net")))
                .isEqualTo(new LegacyRoom("#xmpp%net"));
        assertThat(backend.roomMeant(new LegacyContact("a\\20b%net"))).isNull();
    }

    @Test
    void theListedNetworksAreShown() {
        assertThat(backend.networks()).containsExactly(new LegacyNetwork(TestBackends.NETWORK));
    }

    @Test
    void connectionsAreCountedWhileTheyAreUp() throws Exception {
        try (FakeIrcServer server = FakeIrcServer.start()) {
            IrcBackend counting = TestBackends.to(server.port());
            assertThat(counting.connections()).isZero();
            try (TestUser juliet = new TestUser(counting, "juliet@example.org")) {
                juliet.join("#balcony", "juliet");
                try (TestUser romeo = new TestUser(counting, "romeo@example.org")) {
                    romeo.join("#balcony", "romeo");
                    assertThat(counting.connections()).isEqualTo(2);
                }
                assertThat(counting.connections()).isEqualTo(1);
            }
            assertThat(counting.connections()).isZero();
        }
    }

    @Test
    void aHostThatNobodyListedMustNotBeInside() throws Exception {
        try (FakeIrcServer server = FakeIrcServer.start();
                TestUser juliet =
                        new TestUser(TestBackends.open(server.port()), "juliet@example.org")) {
            LegacyRoom inside = new LegacyRoom("#a%127.0.0.1");
            juliet.act(new JoinRoom(inside, "juliet", null));
            assertThat(juliet.await(RoomJoinFailed.class).failure())
                    .isInstanceOf(BackendFailure.Unreachable.class);
            assertThat(server.clients()).isEmpty();
        }
    }
}
