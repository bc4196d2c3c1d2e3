package im.isthmus.irc.connection;

import static im.isthmus.irc.connection.TestConnections.JULIET;
import static im.isthmus.irc.connection.TestConnections.juliet;
import static im.isthmus.irc.connection.TestConnections.open;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.connection.dialing.ConnectionConfig.Timeouts;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.ending.CloseReason.ServerClosed;
import im.isthmus.irc.connection.ending.CloseReason.TimedOut;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.FakeIrcServer.Options;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HostileServerTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final RecordingListener listener = new RecordingListener();
    private FakeIrcServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = FakeIrcServer.start(Options.DEFAULT.withAccount("jc", "secret"));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void garbageIsSkippedAndTheConnectionLives() {
        open(server, JULIET, listener);
        FakeIrcClient client = server.awaitClient("juliet");
        var garbage = new byte[300_000];
        new Random(1).nextBytes(garbage);
        client.sendBytes(garbage);
        client.sendBytes(new byte[] {'\n'});
        client.send(":romeo!r@h PRIVMSG juliet :still there?");
        Await.until(
                "message",
                () ->
                        listener.messages().stream()
                                .anyMatch(m -> m.lastParam().equals("still there?")));
        client.send("PING x");
        client.await("PONG x");
    }

    @Test
    void anEndlessLineIsCutAndTheConnectionLives() {
        open(server, JULIET, listener);
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":romeo!r@h PRIVMSG juliet :" + "x".repeat(500_000));
        client.send(":romeo!r@h NOTICE juliet :after");
        assertThat(listener.await("NOTICE").lastParam()).isEqualTo("after");
        assertThat(listener.await("PRIVMSG").lastParam()).hasSizeLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAP LS", "CAP REQ", "NICK", "USER", "AUTHENTICATE", "CAP END"})
    void closingAtAnyStepIsTheEnd(String step) {
        server.script((client, line) -> {
            if (line.startsWith(step)) {
                client.close();
            }
            return false;
        });
        open(server, juliet("jc", "secret", true), listener);
        assertThat(listener.awaitEnd()).isInstanceOf(ServerClosed.class);
        assertThat(listener.ends()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAP REQ", "USER", "AUTHENTICATE", "CAP END", ""})
    void silenceAtAnyStepIsTheEndInTime(String step) {
        server.ignore(step);
        IrcConnection.open(
                TestConnections.with(new Timeouts(LONG, SHORT, LONG, LONG, LONG), server.port()),
                juliet("jc", "secret", true),
                Runnable::run,
                listener);
        assertThat(listener.awaitEnd()).isInstanceOf(TimedOut.class);
        server.awaitConnection(1).awaitClosed();
    }

    @Test
    void aMissingEndOfTheWelcomeIsDoneWithout() {
        server.script((client, line) -> {
            if (line.equals("CAP END")) {
                client.numeric("001", ":Welcome");
            }
            return line.equals("CAP END");
        });
        IrcConnection.open(
                TestConnections.with(new Timeouts(LONG, SHORT, LONG, LONG, LONG), server.port()),
                JULIET,
                Runnable::run,
                listener);
        listener.awaitRegistered();
    }

    @Test
    void aServerThatGoesSilentIsAskedAndThenLeft() {
        server.ignore("PING");
        IrcConnection.open(
                TestConnections.with(new Timeouts(LONG, LONG, SHORT, SHORT, LONG), server.port()),
                JULIET,
                Runnable::run,
                listener);
        FakeIrcClient client = server.awaitClient("juliet");
        client.awaitStart("PING ");
        assertThat(listener.awaitEnd()).isInstanceOf(TimedOut.class);
        client.awaitClosed();
    }

    @Test
    void aServerThatAnswersIsAskedAgainAndAgain() {
        IrcConnection.open(
                TestConnections.with(new Timeouts(LONG, LONG, SHORT, LONG, LONG), server.port()),
                JULIET,
                Runnable::run,
                listener);
        FakeIrcClient client = server.awaitClient("juliet");
        Await.until(
                "three times",
                () -> client.received().stream().filter(l -> l.startsWith("PING ")).count() >= 3);
        assertThat(listener.ends()).isEmpty();
    }

    @Test
    void aServerThatDoesNotCloseAfterQuitIsLeft() {
        server.ignore("QUIT");
        IrcConnection connection =
                IrcConnection.open(
                        TestConnections.with(
                                new Timeouts(LONG, LONG, LONG, LONG, SHORT), server.port()),
                        JULIET,
                        Runnable::run,
                        listener);
        listener.awaitRegistered();
        connection.quit("bye\r\nall");
        server.awaitConnection(1).await("QUIT :bye all");
        assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.Quit.class);
    }

    @Test
    void quittingBeforeThereIsAConnectionIsTheEndToo() {
        server.ignore("");
        IrcConnection connection = open(server, JULIET, listener);
        connection.quit("changed my mind");
        assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.Quit.class);
        assertThat(listener.ends()).hasSize(1);
    }

    @Test
    void aBusyOwnerPushesBackToTheServer() throws Exception {
        var slow = new SlowListener();
        IrcConnection.open(
                TestConnections.with(new Timeouts(LONG, LONG, SHORT, SHORT, LONG), server.port()),
                JULIET,
                Runnable::run,
                slow);
        FakeIrcClient client = server.awaitClient("juliet");
        int lines = 200_000;
        var sent = new AtomicInteger();
        Thread flood =
                Thread.startVirtualThread(() -> {
                    while (sent.getAndIncrement() < lines) {
                        client.send(":r!r@h PRIVMSG juliet :" + "x".repeat(300));
                    }
                });
        slow.started.await();
        awaitStandstill(sent);
        assertThat(sent.get()).isLessThan(lines);
        slow.gate.countDown();
        flood.join();
        Await.until("all is through", () -> slow.received.get() == lines, slow.received::toString);
    }

    @Test
    void aMessageThatTheListenerCannotTakeCostsOnlyItself() {
        var messages = new RecordingListener();
        IrcListener failing =
                new IrcListener() {
                    @Override
                    public void offerChanged() {}

                    @Override
                    public void registered() {
                        throw new IllegalStateException("registered");
                    }

                    @Override
                    public void received(IrcMessage message) {
                        if (message.lastParam().equals("poison")) {
                            throw new IllegalStateException("poison");
                        }
                        messages.received(message);
                    }

                    @Override
                    public void closed(CloseReason reason) {}
                };
        open(server, JULIET, failing);
        FakeIrcClient client = server.awaitClient("juliet");
        client.send("PRIVMSG juliet :poison");
        client.send("PRIVMSG juliet :food");
        assertThat(messages.await("PRIVMSG").lastParam()).isEqualTo("food");
    }

    private static void awaitStandstill(AtomicInteger sent) {
        var last = new AtomicInteger(-1);
        var still = new AtomicInteger();
        Await.until(
                "no more is sent",
                () -> {
                    int now = sent.get();
                    boolean moved = last.getAndSet(now) != now;
                    return still.updateAndGet(count -> moved ? 0 : count + 1) > 100;
                });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits at the first message. */
    private static final class SlowListener implements IrcListener {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger received = new AtomicInteger();

        @Override
        public void registered() {}

        @Override
        public void offerChanged() {}

        @Override
        public void received(IrcMessage message) {
            if (message.command().equals("PRIVMSG") && received.incrementAndGet() == 1) {
                started.countDown();
                awaitQuietly(gate);
            }
        }

        @Override
        public void closed(CloseReason reason) {}
    }
}
