package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.FakeXmppServer.Welcome;
import im.isthmus.testing.LogCapture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How each way of not getting a connection is met. */
class StreamRefusalTest {
    private final FakeXmppServer server = TestStreams.server();
    private final RecordingListener listener = new RecordingListener();
    private final LogCapture log = new LogCapture("im.isthmus.core.stream");

    @SuppressWarnings("NullAway.Init") // Set first thing in each test.
    private ComponentStream stream;

    @AfterEach
    void close() {
        stream.close();
        server.close();
        log.close();
    }

    private void start(StreamConfig config) {
        stream = TestStreams.start(config, listener);
    }

    /** The first error and what is said about it, each line of which is a line of the log. */
    private String awaitError() {
        Await.until(
                "another attempt",
                () -> log.all().stream().anyMatch(line -> line.contains("stream.retry")),
                () -> log.all().toString());
        assertThat(log.errors()).noneMatch(line -> line.contains("\n"));
        return String.join("\n", log.errors());
    }

    @Test
    void aWrongSecretIsToldWithWhatToConfigureButNotTheSecret() {
        start(
                StreamConfig.of(TestStreams.jid("irc.localhost"), "wr0ng", server.endpoint())
                        .withTimings(TestStreams.TIMINGS));

        assertThat(awaitError())
                .contains("stream.refused domain=irc.localhost")
                .contains("not-authorized")
                .contains("Component \"irc.localhost\"")
                .contains("hosts: { \"irc.localhost\": { password:")
                .contains("component_ports = { " + server.port() + " }");
        server.awaitConnections(3);
        assertThat(log.all().toString()).doesNotContain("wr0ng");
        assertThat(log.errors().stream().filter(line -> line.contains("component_ports")))
                .as("the hint is given once")
                .hasSize(1);
    }

    @Test
    void anUnknownDomainIsToldWithWhatToConfigure() {
        start(
                StreamConfig.of(TestStreams.jid("sms.localhost"), "secret", server.endpoint())
                        .withTimings(TestStreams.TIMINGS));

        assertThat(awaitError()).contains("host-unknown").contains("Component \"sms.localhost\"");
        server.awaitConnections(3);
    }

    @Test
    void aConflictIsToldApartAndTriedAgain() {
        server.welcome(new Welcome.Refuse("conflict", "Component already connected"));
        start(TestStreams.config(server));

        assertThat(awaitError())
                .contains("conflict: Component already connected")
                .contains("component_conflict_resolve = \"kick_old\"")
                .doesNotContain("component_secret");

        server.welcome(new Welcome.Accept());
        listener.awaitConnected();
    }

    @Test
    void aConnectionThatTookOursIsToldToo() {
        start(TestStreams.config(server));
        FakeXmppLink link = server.awaitLink();

        link.streamError("conflict", "Replaced by a new connection");

        assertThat(listener.awaitDisconnected()).contains("Replaced by a new connection");
        assertThat(awaitError()).contains("a second process");
    }

    @Test
    void aRefusalWithoutStreamIdIsUnderstood() {
        server.welcome(new Welcome.RefuseAtOnce("host-unknown"));
        start(TestStreams.config(server));

        assertThat(awaitError()).contains("stream error host-unknown");
    }

    @Test
    void anotherProtocolOnThatPortIsTold() {
        server.welcome(new Welcome.Say("HTTP/1.1 400 Bad Request\r\n\r\n"));
        start(TestStreams.config(server));

        assertThat(awaitError()).contains("is no port for components");
    }

    @Test
    void aPortForClientsIsTold() {
        server.welcome(
                new Welcome.Say(
                        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1'"
                                + " xmlns:stream='http://etherx.jabber.org/streams'>"));
        start(TestStreams.config(server));

        assertThat(awaitError()).contains("jabber:client").contains("is no port for components");
    }

    @Test
    @DisplayName("W9: a server that is not up yet is waited for")
    void aServerThatIsNotUpYetIsWaitedFor() {
        int port = server.port();
        server.close();
        start(TestStreams.config(new Endpoint.Tcp("127.0.0.1", port)));
        Await.until(
                "three attempts",
                () -> log.all().stream().filter(l -> l.contains("stream.unreachable")).count() > 2);
        assertThat(log.all().stream().filter(l -> l.startsWith("WARNING")))
                .as("told once to who looks at warnings only")
                .singleElement()
                .asString()
                .contains("stream.unreachable", "reason=Connection refused", "port for components");

        try (FakeXmppServer late = FakeXmppServer.listen("irc.localhost", "secret", port)) {
            late.awaitLink();
            listener.awaitConnected();
            assertThat(log.errors()).isEmpty();
            stream.close();
        }
    }

    @Test
    @DisplayName("W9: a handshake that hangs is given up")
    void aHandshakeThatHangsIsGivenUp() {
        server.welcome(new Welcome.Silence());
        start(
                TestStreams.config(server)
                        .withTimings(TestStreams.TIMINGS.withHandshake(Duration.ofMillis(500))));
        server.awaitConnections(2);
        Await.until(
                "the reason",
                () -> log.all().toString().contains("the handshake took longer than 0.5 s"));

        server.welcome(new Welcome.Accept());
        listener.awaitConnected();
    }

    @Test
    void closingDuringTheHandshakeEndsAtOnce() {
        server.welcome(new Welcome.Silence());
        start(TestStreams.config(server));
        server.awaitConnections(1);

        stream.close();

        Await.until("ended", () -> TestThreads.named("stream-irc.localhost").isEmpty());
    }

    @Test
    void closingBetweenAttemptsEndsAtOnce() throws Exception {
        // Bound but not listening: nobody is there, and nobody else on the machine gets the port.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", nobody.getLocalPort());
            start(StreamConfig.of(TestStreams.jid("irc.localhost"), "secret", endpoint));
            Await.until(
                    "waiting",
                    () -> log.all().toString().contains("stream.retry"),
                    () -> log.all().toString());

            stream.close();

            Await.until("ended", () -> TestThreads.named("stream-irc.localhost").isEmpty());
        }
    }
}
