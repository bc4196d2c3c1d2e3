package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.testing.Await;
import im.isthmus.testing.LogCapture;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.time.Duration;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** That real servers do what the stream expects of them. */
class RealServerStreamTest {
    @Nested
    class ProsodyTest extends Contract {
        ProsodyTest() {
            super(RealProsody.start(XmppSetup.standard()));
        }

        @Test
        void aSecondConnectionIsAConflict() {
            try (ComponentStream _ = connect(new RecordingListener());
                    LogCapture log = new LogCapture("im.isthmus.core.stream");
                    ComponentStream second =
                            TestStreams.start(config("secret"), new RecordingListener())) {
                Await.until("a hint", () -> log.errors().size() > 3);
                assertThat(String.join("\n", log.errors()))
                        .contains("stream error conflict")
                        .contains("component_conflict_resolve");
                assertThat(second.isConnected()).isFalse();
            }
        }

        @Test
        void whatItLetsThroughDoesNotDropTheLink() {
            RecordingListener listener = new RecordingListener();
            try (ComponentStream stream = connect(listener);
                    XmppClient alice = XmppClient.login(server, "alice")) {
                alice.send("<presence to='room@irc.localhost/\uD83D\uDE00'/>");
                assertThat(listener.awaitStanzaTo("room@irc.localhost").to().resource())
                        .isEqualTo("\uD83D\uDE00");
                alice.send("<presence to='\uD83D\uDE00@irc.localhost'/>");
                assertThat(listener.awaitUnaddressable().attributeValue("to"))
                        .isEqualTo("\uD83D\uDE00@irc.localhost");
                assertThat(stream.statistics().connections()).isEqualTo(1);
            }
        }
    }

    @Nested
    class EjabberdTest extends Contract {
        EjabberdTest() {
            super(RealEjabberd.start(XmppSetup.standard()));
        }
    }

    /** What holds with each of them. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Contract {
        final RealXmppServer server;

        Contract(RealXmppServer server) {
            this.server = server;
        }

        @AfterAll
        void stop() {
            server.close();
        }

        StreamConfig config(String secret) {
            return StreamConfig.of(
                            TestStreams.jid("irc.localhost"),
                            secret,
                            new Endpoint.Tcp("127.0.0.1", server.componentPort()))
                    .withTimings(TestStreams.TIMINGS);
        }

        ComponentStream connect(RecordingListener listener) {
            ComponentStream stream = TestStreams.start(config("secret"), listener);
            listener.awaitConnected();
            return stream;
        }

        @Test
        void messagesGoBothWays() {
            RecordingListener listener = new RecordingListener();
            try (ComponentStream stream = connect(listener);
                    XmppClient alice = XmppClient.login(server, "alice")) {
                alice.send("<message to='x@irc.localhost' id='1'><body>grüße 😀</body></message>");
                Stanza stanza = listener.awaitStanzaTo("x@irc.localhost");
                assertThat(stanza.element().elementText("body")).isEqualTo("grüße 😀");

                Element answer = TestStreams.message("x@irc.localhost", "\u0002bold\u000f 😀 &");
                answer.addAttribute("to", alice.jid());
                stream.send(answer);
                alice.awaitMessage("x@irc.localhost", "\uFFFDbold\uFFFD 😀 &");
            }
        }

        @Test
        void pingsToOurselvesComeBack() {
            RecordingListener listener = new RecordingListener();
            StreamTimings hasty =
                    TestStreams.TIMINGS.withLiveness(Duration.ofMillis(50), Duration.ofSeconds(20));
            try (ComponentStream stream =
                    TestStreams.start(config("secret").withTimings(hasty), listener)) {
                listener.awaitConnected();
                long before = stream.statistics().stanzasIn();

                // A request and its result each.
                Await.until("pings", () -> stream.statistics().stanzasIn() >= before + 10);

                assertThat(stream.statistics().connections()).isEqualTo(1);
                assertThat(stream.statistics().requestsPending()).isZero();
            }
        }

        @Test
        void aRequestToTheServerIsAnswered() throws Exception {
            RecordingListener listener = new RecordingListener();
            try (ComponentStream stream = connect(listener)) {
                Element iq =
                        TestStreams.xml(
                                "<iq type='get' from='irc.localhost' to='localhost'><query"
                                        + " xmlns='http://jabber.org/protocol/disco#info'/></iq>");
                Element answer = stream.request(iq, Duration.ofSeconds(20)).get();
                assertThat(answer.element("query").elements("identity")).isNotEmpty();
            }
        }

        @Test
        void aWrongSecretIsToldAsSuch() {
            assertTold(config("wrong"), "stream error not-authorized");
        }

        @Test
        void anUnknownDomainIsToldAsSuch() {
            assertTold(
                    StreamConfig.of(
                                    TestStreams.jid("other.localhost"),
                                    "secret",
                                    config("secret").endpoint())
                            .withTimings(TestStreams.TIMINGS),
                    "Component \"other.localhost\"");
        }

        @Test
        void thePortForClientsIsToldAsSuch() {
            assertTold(
                    StreamConfig.of(
                                    TestStreams.jid("irc.localhost"),
                                    "secret",
                                    new Endpoint.Tcp("127.0.0.1", server.clientPort()))
                            .withTimings(TestStreams.TIMINGS),
                    "no port for components");
        }

        @Test
        void thePortForTlsIsToldAsSuch() {
            assertTold(
                    StreamConfig.of(
                                    TestStreams.jid("irc.localhost"),
                                    "secret",
                                    new Endpoint.Tcp("127.0.0.1", server.clientTlsPort()))
                            .withTimings(TestStreams.TIMINGS),
                    "expect TLS");
        }

        private static void assertTold(StreamConfig config, String expected) {
            try (LogCapture log = new LogCapture("im.isthmus.core.stream");
                    ComponentStream _ = TestStreams.start(config, new RecordingListener())) {
                Await.until(
                        "an error",
                        () -> log.all().toString().contains(expected),
                        () -> log.all().stream().limit(20).toList().toString());
            }
        }
    }
}
