package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.Jid;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComponentStreamTest {
    private final FakeXmppServer server = FakeXmppServer.listen("irc.localhost", "secret");
    private final RecordingListener listener = new RecordingListener();
    private ComponentStream stream;
    private FakeXmppLink link;

    @BeforeEach
    void connect() throws Exception {
        StreamConfig config =
                StreamConfig.of(Jid.parse("irc.localhost"), "secret", server.endpoint());
        stream = new ComponentStream(config, listener);
        stream.start();
        link = server.awaitLink();
        listener.awaitConnected();
    }

    @AfterEach
    void close() {
        stream.close();
        server.close();
    }

    private static Element xml(String xml) throws Exception {
        return DocumentHelper.parseText(xml).getRootElement();
    }

    @Test
    void stanzasOfTheServerComeWithPreparedAddresses() {
        link.send("<message from='Romeo@Example.org/Orb' to='#room@irc.localhost' id='1'>");
        link.send("<body>O &amp; A</body></message>");

        Stanza stanza = listener.awaitStanza();

        assertThat(stanza.kind()).isEqualTo(Stanza.Kind.MESSAGE);
        assertThat(stanza.from().toString()).isEqualTo("romeo@example.org/Orb");
        assertThat(stanza.to().toString()).isEqualTo("#room@irc.localhost");
        assertThat(stanza.type()).isEmpty();
        assertThat(stanza.id()).isEqualTo("1");
        assertThat(stanza.element().elementText("body")).isEqualTo("O & A");
    }

    @Test
    void whatIsSentArrives() throws Exception {
        stream.send(xml("<message from='a@irc.localhost' to='b@c'><body>x</body></message>"));

        assertThat(link.awaitStanza().elementText("body")).isEqualTo("x");
    }

    @Test
    void aRequestGetsItsAnswer() throws Exception {
        CompletableFuture<Element> answer =
                stream.request(
                        xml("<iq type='get' from='irc.localhost' to='b@c'/>"),
                        Duration.ofSeconds(10));
        String id = link.awaitStanza().attributeValue("id");

        link.send("<iq type='result' from='b@c' to='irc.localhost' id='" + id + "'/>");

        assertThat(answer.get(20, TimeUnit.SECONDS).attributeValue("from")).isEqualTo("b@c");
    }

    @Test
    void requestsFailWhenTheLinkIsLost() throws Exception {
        CompletableFuture<Element> answer =
                stream.request(
                        xml("<iq type='get' from='irc.localhost' to='b@c'/>"),
                        Duration.ofSeconds(60));
        link.awaitStanza();

        link.reset();

        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StreamDownException.class);
    }

    @Test
    void closingEndsTheStreamCleanlyAfterWhatWasSent() throws Exception {
        stream.send(xml("<message from='a@irc.localhost' to='b@c'/>"));

        stream.close();

        link.awaitStanza();
        link.awaitClosed();
        assertThat(link.endedCleanly()).isTrue();
        assertThat(listener.awaitDisconnected()).isEqualTo("closed by us");
    }
}
