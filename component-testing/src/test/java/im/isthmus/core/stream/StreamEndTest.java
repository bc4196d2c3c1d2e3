package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a connection that was up ends. */
class StreamEndTest {
    private static final StreamTimings HASTY =
            TestStreams.TIMINGS.withLiveness(Duration.ofMillis(100), Duration.ofMillis(1500));

    private final FakeXmppServer server = TestStreams.server();
    private final RecordingListener listener = new RecordingListener();

    @SuppressWarnings("NullAway.Init") // Set first thing in each test.
    private ComponentStream stream;

    @AfterEach
    void close() {
        stream.close();
        server.close();
    }

    private FakeXmppLink connect(StreamTimings timings) {
        stream = TestStreams.start(TestStreams.config(server).withTimings(timings), listener);
        FakeXmppLink link = server.awaitLink();
        listener.awaitConnected();
        return link;
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end(FakeXmppLink::end, "the server closed the stream"),
                end(FakeXmppLink::fin, "the connection was closed without </stream:stream>"),
                end(FakeXmppLink::reset, "reset"),
                end(link -> link.streamError("reset", "because"), "stream error reset: because"),
                end(link -> link.send("<?x ?>"), "the server sent what a stream must not contain"));
    }

    private static Arguments end(Consumer<FakeXmppLink> way, String reason) {
        return Arguments.of(reason, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void whateverEndsTheConnectionAnotherOneIsMade(String reason, Consumer<FakeXmppLink> way) {
        FakeXmppLink link = connect(TestStreams.TIMINGS);

        way.accept(link);

        assertThat(listener.awaitDisconnected()).contains(reason);
        link.awaitClosed();
        FakeXmppLink next = server.awaitLink();
        listener.awaitConnected();
        stream.send(TestStreams.message("a@irc.localhost", "back"));
        assertThat(next.awaitStanza().elementText("body")).isEqualTo("back");
    }

    @Test
    void anIdleLinkThatAnswersPingsStaysUp() {
        FakeXmppLink link =
                connect(
                        TestStreams.TIMINGS.withLiveness(
                                Duration.ofMillis(50), Duration.ofSeconds(20)));
        long before = stream.statistics().bytesIn();

        // Each ping comes back as a request and then as its result.
        Await.until("five pings", () -> stream.statistics().bytesIn() > before + 5 * 2 * 100);

        assertThat(server.connections()).isEqualTo(1);
        assertThat(listener.hasDisconnected()).isFalse();
        assertThat(link.received()).as("pings go to nobody else").isZero();
    }

    @Test
    void aLinkThatAnswersNothingIsDead() {
        FakeXmppLink link = connect(HASTY);
        link.goSilent();

        assertThat(listener.awaitDisconnected()).isEqualTo("nothing heard for 1.5 s");
        server.awaitLink();
    }

    @Test
    void aLinkThatTakesNothingIsDeadAndFreesWhoWaitsToSend() throws Exception {
        FakeXmppLink link = connect(HASTY);
        link.stopReading();
        Thread chatter =
                Thread.ofVirtual()
                        .start(() -> {
                            // Something is heard all the time, but nothing is taken.
                            while (!listener.hasDisconnected()) {
                                link.send(" ");
                                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                            }
                        });

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                stream.send(
                                        TestStreams.message(
                                                "a@irc.localhost", "x".repeat(100_000)));
                            }
                        })
                .isInstanceOf(StreamDownException.class);

        chatter.join();
        assertThat(listener.awaitDisconnected()).isEqualTo("nothing could be written for 1.5 s");
        server.awaitLink();
    }

    @Test
    void aBusyListenerIsNotTakenForADeadLink() {
        FakeXmppLink link = connect(HASTY);
        listener.holdOn("slow");
        link.send("<message from='a@b' to='irc.localhost' id='slow'/>");
        listener.awaitHeld();
        Await.until("longer than the dead time", new Elapsed(Duration.ofMillis(2500)));

        listener.release();

        assertThat(listener.awaitStanza().id()).isEqualTo("slow");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void sendersWaitWhileTheBufferIsFullAndNothingIsLost() throws Exception {
        FakeXmppLink link = connect(TestStreams.TIMINGS);
        link.stopReading();
        int count = 400;
        Thread sender =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; i < count; i++) {
                                stream.send(
                                        TestStreams.message(
                                                "n" + i + "@irc.localhost", "x".repeat(50_000)));
                            }
                        });
        Await.until(
                "waiting for room",
                () ->
                        stream.bytesQueued() >= 1L << 22
                                && sender.getState() == Thread.State.WAITING);
        assertThat(stream.bytesQueued()).isLessThan(3L << 22);
        assertThat(stream.statistics().stanzasOut()).isLessThan(count);

        link.resumeReading();

        for (int i = 0; i < count; i++) {
            assertThat(link.awaitStanza().attributeValue("from"))
                    .isEqualTo("n" + i + "@irc.localhost");
        }
        sender.join();
        assertThat(stream.statistics().stanzasOut()).isEqualTo(count);
    }
}
