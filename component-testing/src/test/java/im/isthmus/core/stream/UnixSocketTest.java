package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.LogCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W10: more than a host and a port. */
@DisplayName("W10: a server on a Unix domain socket")
class UnixSocketTest {
    @TempDir Path directory;

    private final RecordingListener listener = new RecordingListener();

    private FakeXmppServer listen(String name) {
        return FakeXmppServer.listenUnix(
                TestStreams.DOMAIN, TestStreams.SECRET, directory.resolve(name));
    }

    @Test
    void stanzasGoBothWays() {
        try (FakeXmppServer server = listen("x");
                ComponentStream stream = TestStreams.start(TestStreams.config(server), listener)) {
            FakeXmppLink link = server.awaitLink();
            listener.awaitConnected();
            stream.send(TestStreams.message("a@irc.localhost", "x".repeat(300_000)));
            assertThat(link.awaitStanza().elementText("body")).hasSize(300_000);
            link.send("<message from='a@b' to='irc.localhost' id='in'/>");
            assertThat(listener.awaitStanza().id()).isEqualTo("in");
        }
    }

    @Test
    void aSocketThatAppearsLaterIsFound() throws Exception {
        Path path = directory.resolve("late");
        try (LogCapture log = new LogCapture("im.isthmus.core.stream");
                ComponentStream stream =
                        TestStreams.start(
                                TestStreams.config(new Endpoint.UnixSocket(path)), listener)) {
            Await.until("attempts", () -> log.all().toString().contains("stream.unreachable"));
            Files.deleteIfExists(path);
            try (FakeXmppServer server = listen("late")) {
                FakeXmppLink link = server.awaitLink();
                listener.awaitConnected();
                link.end();
                assertThat(listener.awaitDisconnected()).isEqualTo("the server closed the stream");
                assertThat(stream.statistics().connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aLinkThatTakesNothingIsDeadHereToo() {
        StreamTimings timings =
                TestStreams.TIMINGS.withLiveness(Duration.ofMillis(100), Duration.ofMillis(1500));
        try (FakeXmppServer server = listen("dead");
                ComponentStream stream =
                        TestStreams.start(
                                TestStreams.config(server).withTimings(timings), listener)) {
            FakeXmppLink link = server.awaitLink();
            listener.awaitConnected();
            link.stopReading();

            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    stream.send(
                                            TestStreams.message(
                                                    "a@irc.localhost", "x".repeat(100_000)));
                                }
                            })
                    .isInstanceOf(StreamDownException.class);
            listener.awaitDisconnected();
            server.awaitLink();
        }
    }
}
