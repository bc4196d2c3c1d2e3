package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.capability.StsOffer;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.dialing.IrcServerAddress.Speaks;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.FakeIrcServer.Options;
import im.isthmus.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that want to be reached with TLS only (IRCv3 sts). */
@Timeout(60)
class StsTest {
    private static final IrcServerAddress PLAIN = new IrcServerAddress("Irc.Example.Org", 6667);

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final StsPolicies policies = new StsPolicies(() -> now, null);

    @Test
    void aServerThatDemandsTlsInPlainTextIsLeftAndNotComeBackToWithoutIt() throws Exception {
        int port;
        try (ServerSocket nothing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nothing.getLocalPort();
        }
        Options options = Options.DEFAULT.withCapabilities("sts=port=" + port + " batch");
        try (FakeIrcServer server = FakeIrcServer.start(options);
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            juliet.act(new UserAction.JoinRoom(room("#balcony"), "juliet", null));
            assertThat(juliet.await(RoomJoinFailed.class).failure())
                    .isInstanceOf(BackendFailure.Unreachable.class);
            FakeIrcClient only = server.awaitConnection(1);
            only.awaitClosed();
            assertThat(server.clients()).hasSize(1);
            assertThat(only.received()).doesNotContain("CAP END");
        }
    }

    @Test
    void whoCameWithoutTlsComesAgainWithItAndFromThenOnAtOnce(@TempDir Path folder)
            throws Exception {
        TestCertificate certificate = TestCertificate.create(folder, "localhost");
        Options secure = Options.DEFAULT.withTls(certificate.serverContext());
        try (FakeIrcServer tls =
                        FakeIrcServer.start(secure.withCapabilities("sts=duration=300 batch"));
                FakeIrcServer plain =
                        FakeIrcServer.start(
                                Options.DEFAULT.withCapabilities("sts=port=" + tls.port()))) {
            IrcBackend backend = TestBackends.trusting(plain.port(), certificate.pem());
            for (String name : List.of("juliet", "nurse")) {
                try (TestUser user = new TestUser(backend, name + "@example.org")) {
                    user.join("#balcony", name);
                    tls.awaitClient(name);
                }
            }
            assertThat(plain.clients()).hasSize(1);
        }
    }

    @Test
    void itsTimeBeginsWhenTheConnectionEnds(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.create(folder, "localhost");
        Options secure = Options.DEFAULT.withTls(certificate.serverContext());
        try (FakeIrcServer tls =
                        FakeIrcServer.start(secure.withCapabilities("sts=duration=300 batch"));
                FakeIrcServer plain =
                        FakeIrcServer.start(
                                Options.DEFAULT.withCapabilities("sts=port=" + tls.port()))) {
            AtomicReference<Instant> time = new AtomicReference<>(now);
            IrcBackend backend = TestBackends.trusting(plain.port(), certificate.pem(), time::get);
            TestUser juliet = new TestUser(backend, "juliet@example.org");
            juliet.join("#balcony", "juliet");
            time.set(now.plusSeconds(1000));
            juliet.close();
            time.set(now.plusSeconds(1200));
            try (TestUser nurse = new TestUser(backend, "nurse@example.org")) {
                nurse.join("#balcony", "nurse");
                assertThat(plain.clients()).hasSize(1);
                time.set(now.plusSeconds(9000));
                tls.awaitClient("nurse").close();
                nurse.await(RoomLeft.class);
                nurse.await(RoomJoined.class, _ -> tls.clients().size() == 3);
                assertThat(plain.clients()).hasSize(1);
            }
        }
    }

    @Test
    void whatIsSaidInPlainTextHoldsOnlyForTheNextAttempts() {
        assertThat(policies.holdsFor(PLAIN)).isFalse();
        policies.upgrade("irc.example.org", 6697);
        assertThat(policies.secured(List.of(PLAIN)))
                .containsExactly(new IrcServerAddress("Irc.Example.Org", 6697, Speaks.TLS));
        now = now.plus(Duration.ofMinutes(6));
        assertThat(policies.secured(List.of(PLAIN))).containsExactly(PLAIN);
    }

    @Test
    void whatIsSaidOverTlsHoldsAsLongAsItSaysAndCanBeEnded() {
        policies.persist("irc.example.org", 6697, 3600);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(policies.holdsFor(PLAIN)).isTrue();
        policies.persist("irc.example.org", 6697, 0);
        assertThat(policies.holdsFor(PLAIN)).isFalse();
    }

    @Test
    void nonsenseIsNoPolicy() throws IOException {
        assertThat(StsOffer.of("port=6697,duration=300,preload,x=y"))
                .isEqualTo(new StsOffer(6697, 300));
        for (String each : List.of("", "port=", "port=99999", "port=-1", "duration=x")) {
            assertThat(StsOffer.of(each)).as(each).isEqualTo(new StsOffer(0, -1));
        }
        assertThat(StsOffer.of(null)).isEqualTo(new StsOffer(0, -1));
    }
}
