package im.isthmus.core.stream;

import static im.isthmus.core.stream.TestStreams.message;
import static im.isthmus.core.stream.TestStreams.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What went wrong with Whack, the older component library, and must not go wrong here. W4 and W5
 * are in {@link StreamLoadTest}, W6 in {@link TlsEndpointTest}, W10 in {@link UnixSocketTest}.
 */
class StreamTrapsTest {
    private final FakeXmppServer server = TestStreams.server();
    private final RecordingListener listener = new RecordingListener();
    private ComponentStream stream;
    private FakeXmppLink link;

    @BeforeEach
    void connect() {
        stream = TestStreams.start(TestStreams.config(server), listener);
        link = server.awaitLink();
        listener.awaitConnected();
    }

    @AfterEach
    void close() {
        stream.close();
        server.close();
    }

    @Test
    @DisplayName("W1: no user can drop the link for all others with odd addresses or types")
    void hostileStanzasCostOnlyThemselves() {
        link.send("<presence from='a@b/\uD83D\uDE00' to='room@irc.localhost/\uD83D\uDE00'/>");
        assertThat(listener.awaitStanza().from().resource()).isEqualTo("\uD83D\uDE00");
        link.send("<presence type='weird' from='a@b' to='irc.localhost'/>");
        assertThat(listener.awaitStanza().type()).isEqualTo("weird");

        for (String from : new String[] {"u@h/", "@h", "u@", "\uD83D\uDE00@h", "a b@h", "/", ""}) {
            link.send("<message from='" + from + "' to='irc.localhost' id='" + from + "'/>");
            assertThat(listener.awaitUnaddressable().attributeValue("id")).isEqualTo(from);
        }
        link.send("<message from='a@b' to='\uD83D\uDE00@irc.localhost'/>");
        assertThat(listener.awaitUnaddressable().attributeValue("from")).isEqualTo("a@b");
        link.send("<message to='irc.localhost'/><message from='a@b'/>");
        listener.awaitUnaddressable();
        listener.awaitUnaddressable();

        link.send("<message from='a@b' to='irc.localhost' id='last'/>");
        assertThat(listener.awaitStanza().id()).isEqualTo("last");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("W1: a listener that throws loses that stanza only")
    void aListenerThatThrowsLosesThatStanzaOnly() {
        listener.failOn("bad");

        link.send("<iq from='a@b' to='irc.localhost' id='bad' type='get'/>");
        link.send("<iq from='a@b' to='irc.localhost' id='good' type='get'/>");

        assertThat(listener.awaitStanza().id()).isEqualTo("good");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("W2: control characters in text do not make the server close the stream")
    void controlCharactersAreReplaced() {
        stream.send(message("a@irc.localhost", "\u0002bold\u000f \u0000\uFFFE\uD83D \r\n\t x"));

        assertThat(link.awaitStanza().elementText("body"))
                .isEqualTo("\uFFFDbold\uFFFD \uFFFD\uFFFD\uFFFD \r\n\t x");
        assertThat(link.fault()).isNull();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("W3: a stream that the server ends cleanly is made anew at once")
    void aCleanEndLeadsToReconnecting() {
        link.end();

        assertThat(listener.awaitDisconnected()).isEqualTo("the server closed the stream");
        server.awaitLink();
        listener.awaitConnected();
        assertThat(link.endedCleanly()).isTrue();
    }

    @Test
    @DisplayName("W7: sending never waits for a server that is not there")
    void sendingWithoutConnectionFailsAtOnce() {
        server.close();
        listener.awaitDisconnected();

        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(() -> stream.send(message("a@irc.localhost", "x")))
                    .isInstanceOf(StreamDownException.class);
        }
        assertThat(stream.isConnected()).isFalse();
    }

    @Test
    @DisplayName("W8: reconnecting leaves no threads behind")
    void reconnectingLeavesNoThreadsBehind() {
        for (int i = 0; i < 20; i++) {
            link.reset();
            listener.awaitDisconnected();
            link = server.awaitLink();
            listener.awaitConnected();
        }

        assertThat(stream.statistics().connections()).isEqualTo(21);
        Await.until(
                "one thread for the stream and its watch and writer are all",
                () -> TestThreads.named(TestStreams.DOMAIN).size() == 3,
                () -> TestThreads.named(TestStreams.DOMAIN).toString());
    }

    @Test
    @DisplayName("W8: requests fail when the link is lost, long before their time-out")
    void requestsFailWithTheLink() {
        CompletableFuture<Element> answer = request("b@c");
        link.awaitStanza();
        link.fin();

        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StreamDownException.class);
        Await.until("forgotten", () -> stream.statistics().requestsPending() == 0);
    }

    @Test
    @DisplayName("W8: an answer counts only from whom was asked")
    void answersOfOthersDoNotCount() throws Exception {
        CompletableFuture<Element> answer = request("Juliet@Capulet.example/Balcony");
        String id = link.awaitStanza().attributeValue("id");
        String rest = "' to='irc.localhost' type='result' id='" + id + "'/>";

        link.send("<iq from='mallory@evil.example" + rest);
        link.send("<iq from='juliet@capulet.example" + rest);
        link.send("<iq" + " type='result' id='" + id + "'/>");
        link.send("<iq from='u@h/" + rest);
        link.send("<iq from='juliet@capulet.example/Balcony" + rest);

        assertThat(answer.get(20, TimeUnit.SECONDS).attributeValue("from"))
                .isEqualTo("juliet@capulet.example/Balcony");
    }

    @Test
    @DisplayName("W8: ids are never used twice")
    void idsAreDifferent() {
        assertThat(request("b@c")).isNotDone();
        assertThat(request("b@c")).isNotDone();

        String first = link.awaitStanza().attributeValue("id");
        String second = link.awaitStanza().attributeValue("id");
        assertThat(first).isNotEqualTo(second).hasSizeGreaterThan(20);
    }

    private CompletableFuture<Element> request(String to) {
        Element iq = xml("<iq type='get' from='irc.localhost'/>");
        return stream.request(iq.addAttribute("to", to), Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("W8: a request that nobody answers times out")
    void requestsTimeOut() {
        Element iq = xml("<iq type='get' from='irc.localhost' to='b@c'/>");

        assertThatThrownBy(
                        () -> stream.request(iq, Duration.ofMillis(20)).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        Await.until("forgotten", () -> stream.statistics().requestsPending() == 0);
    }

    @Test
    @DisplayName("W11: a stanza larger than allowed is answered, and the stream goes on")
    void anOversizedStanzaIsAnswered() {
        String body = "x".repeat(StreamLimits.DEFAULT.stanzaBytes());
        link.send("<message from='a@b' to='c@irc.localhost' id='big'><body>" + body);
        link.send("</body></message><message from='a@b' to='c@irc.localhost' id='next'/>");

        assertThat(listener.awaitStanza().id()).isEqualTo("next");
        Element answer = link.awaitStanza();
        assertThat(answer.asXML())
                .startsWith(
                        "<message type=\"error\" id=\"big\" from=\"c@irc.localhost\" to=\"a@b\"")
                .contains("<policy-violation xmlns=\"urn:ietf:params:xml:ns:xmpp-stanzas\"/>");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("W11: a stanza that never ends costs the link, not the memory")
    void anEndlessStanzaEndsTheLink() {
        byte[] piece = "x".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        link.send("<message from='a@b' to='c@irc.localhost'>");
        for (int i = 0; i < 20; i++) {
            link.send(piece);
        }

        assertThat(listener.awaitDisconnected()).contains("a stanza without end");
        server.awaitLink();
    }

    @Test
    @DisplayName("W11: document type declarations and what they can do are refused")
    void documentTypesEndTheLink() {
        link.send(
                "<!DOCTYPE x [<!ENTITY a 'b'>]><message from='a@b' to='irc.localhost'>&a;</message>");

        assertThat(listener.awaitDisconnected()).contains("a document type declaration");
        link.awaitClosed();
        server.awaitLink();
    }

    @Test
    @DisplayName("W11: an unknown entity costs its stanza only")
    void anUnknownEntityCostsItsStanzaOnly() {
        link.send("<message from='a@b' to='c@irc.localhost' id='1'>&lol;</message>");
        link.send("<message from='a@b' to='c@irc.localhost' id='2'/>");

        assertThat(listener.awaitStanza().id()).isEqualTo("2");
    }

    @Test
    @DisplayName("W12: character references beyond the BMP are read right")
    void referencesBeyondTheBmpAreReadRight() {
        link.send(
                "<message from='a@b' to='irc.localhost'><body>&#128512;&#x1F600;</body></message>");

        assertThat(listener.awaitStanza().element().elementText("body"))
                .isEqualTo("\uD83D\uDE00\uD83D\uDE00");
    }

    @Test
    @DisplayName("W13: jabber:client inside of a stanza survives both ways")
    void nestedNamespacesSurvive() {
        link.send(
                "<message from='a@b' to='irc.localhost'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<message xmlns='jabber:client' from='c@d'><body>x</body></message>"
                        + "</forwarded></message>");

        Element received = listener.awaitStanza().element();
        Element inner = received.element("forwarded").element("message");
        assertThat(inner.getNamespaceURI()).isEqualTo("jabber:client");
        assertThat(inner.element("body").getNamespaceURI()).isEqualTo("jabber:client");

        received.addAttribute("from", "irc.localhost").addAttribute("to", "a@b");
        stream.send(received);

        Element sent = link.awaitStanza();
        assertThat(sent.getNamespaceURI()).isEmpty();
        assertThat(sent.element("forwarded").element("message").element("body").getNamespaceURI())
                .isEqualTo("jabber:client");
    }

    @Test
    @DisplayName("W14: unknown elements are ignored")
    void unknownElementsAreIgnored() {
        link.send(
                "<stream:features/><x xmlns='urn:x'/><unknown/><handshake/><message xmlns='urn:y'/>");
        link.send("<message from='a@b' to='irc.localhost' id='after'/>");

        assertThat(listener.awaitStanza().id()).isEqualTo("after");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("W14: the reason of a stream error is told")
    void streamErrorsAreTold() {
        link.streamError("system-shutdown", "Received SIGTERM");

        assertThat(listener.awaitDisconnected())
                .isEqualTo("stream error system-shutdown: Received SIGTERM");
        server.awaitLink();
    }
}
