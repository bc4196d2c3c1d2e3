package im.isthmus.irc;

import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many users on the way into one network that bears few at a time. */
@Timeout(60)
class PacingTest {
    private final AtomicInteger onTheWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<TestUser> users = new ArrayList<>();
    private FakeIrcServer server;

    @BeforeEach
    void start() throws Exception {
        server = FakeIrcServer.start();
        server.script((_, line) -> {
            if (line.startsWith("CAP LS")) {
                int now = onTheWay.incrementAndGet();
                most.accumulateAndGet(now, Math::max);
            } else if (line.equals("CAP END")) {
                onTheWay.decrementAndGet();
            }
            return false;
        });
    }

    @AfterEach
    void stop() throws Exception {
        users.forEach(TestUser::close);
        server.close();
    }

    @Test
    void onlyAsManyAsConfiguredConnectAtOnce() throws Exception {
        crowd(TestBackends.paced(server.port(), 2, TestBackends.TIMINGS));
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void theyConnectAtOnceAgainAfterTheServerWasAway() throws Exception {
        crowd(TestBackends.paced(server.port(), 2, TestBackends.TIMINGS));
        server.clients().forEach(client -> client.close());
        users.forEach(user -> user.await(RoomJoined.class));
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void aJoinDoesNotTimeOutWhileOthersConnect() throws Exception {
        Duration patience = Duration.ofSeconds(2);
        IrcBackend backend = TestBackends.paced(server.port(), 1, joinWithin(patience));
        CountDownLatch release = new CountDownLatch(1);
        server.script((_, line) -> line.equals("CAP END") && !await(release));
        TestUser slow = user(backend, "slow");
        slow.act(SendMessage.toNetwork(network(), slow.ref("1"), "/whois juliet"));
        server.awaitConnection(1).awaitStart("USER");
        TestUser juliet = user(backend, "juliet");
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
        CountDownLatch late = new CountDownLatch(1);
        var _ = juliet.schedule(patience.plusMillis(50), late::countDown);

        assertThat(late.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(juliet.seen(RoomJoinFailed.class)).isEmpty();
        assertThat(server.clients()).hasSize(1);
        release.countDown();
        juliet.await(RoomJoined.class);
    }

    @Test
    void whoWaitsForItComesBeforeThoseWhoOnlyComeBack() throws Exception {
        IrcBackend backend = TestBackends.paced(server.port(), 1, TestBackends.TIMINGS);
        CountDownLatch release = new CountDownLatch(1);
        server.script((_, line) -> line.equals("CAP END") && !await(release));
        comesBack(backend, "first");
        server.awaitConnection(1).awaitStart("USER");
        comesBack(backend, "second");
        TestUser third = comesBack(backend, "third");
        comesBack(backend, "fourth");
        TestUser juliet = user(backend, "juliet");
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
        assertThat(juliet.isIdle()).isFalse();
        third.attempt(SendMessage.toRoom(room("#balcony"), third.ref("1"), "hello?"));
        assertThat(third.isIdle()).isFalse();

        release.countDown();
        users.forEach(user -> user.await(RoomJoined.class));
        assertThat(server.clients())
                .extracting(FakeIrcClient::nick)
                .containsExactly("first", "juliet", "third", "second", "fourth");
    }

    @Test
    void whoComesToAFullNetworkIsToldSo() throws Exception {
        IrcBackend backend = TestBackends.to(server.port(), "max-connections = 1");
        user(backend, "first").join("#balcony", "first");
        TestUser second = user(backend, "second");
        second.act(new JoinRoom(room("#balcony"), "second", null));
        BackendFailure full = second.await(RoomJoinFailed.class).failure();
        assertThat(full).isInstanceOf(BackendFailure.Temporary.class);
        assertThat(full.text()).isEqualTo("Too many users of this gateway are there.");
    }

    private TestUser comesBack(IrcBackend backend, String name) throws Exception {
        TestUser user = user(backend, name);
        user.act(new UserAction.ReturnToRoom(room("#balcony"), name, null));
        assertThat(user.isIdle()).isFalse();
        return user;
    }

    private void crowd(IrcBackend backend) throws Exception {
        for (int i = 0; i < 10; i++) {
            user(backend, "user" + i).act(new JoinRoom(room("#balcony"), "user" + i, null));
        }
        users.forEach(user -> user.await(RoomJoined.class));
    }

    private TestUser user(IrcBackend backend, String name) throws Exception {
        TestUser user = new TestUser(backend, name + "@example.org");
        users.add(user);
        return user;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Timings joinWithin(Duration patience) {
        Timings usual = TestBackends.TIMINGS;
        return new Timings(
                patience,
                usual.answer(),
                usual.linger(),
                usual.talkLinger(),
                usual.firstRetry(),
                usual.lastRetry(),
                usual.hurriedRetry(),
                usual.rejoin(),
                usual.comeback());
    }
}
