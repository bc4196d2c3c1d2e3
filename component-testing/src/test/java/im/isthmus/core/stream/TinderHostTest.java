package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.stream.tinder.TinderHost;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xmpp.component.AbstractComponent;
import org.xmpp.component.ComponentException;
import org.xmpp.component.IQResultListener;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** A component of somebody else, written against Tinder alone. */
class TinderHostTest {
    private static final long PATIENCE = 20_000;

    private final FakeXmppServer server = TestStreams.server();
    private final MapProperties properties = new MapProperties();
    private final EchoComponent component = new EchoComponent();
    private final TinderHost host =
            new TinderHost(TestStreams.config(server), "localhost", component, properties);
    private FakeXmppLink link;

    /** Echoes messages, tells presences, answers pings by what AbstractComponent has. */
    private static final class EchoComponent extends AbstractComponent {
        private final List<String> life = new CopyOnWriteArrayList<>();
        private final BlockingQueue<Presence> presences = new LinkedBlockingQueue<>();

        EchoComponent() {
            super(17, 100_000, true);
        }

        @Override
        public String getName() {
            return "echo";
        }

        @Override
        public String getDescription() {
            return "echo";
        }

        @Override
        public void postComponentStart() {
            life.add("started");
        }

        @Override
        public void postComponentShutdown() {
            life.add("shut down");
        }

        @Override
        protected void handleMessage(Message message) {
            Message answer = message.createCopy();
            answer.setFrom(message.getTo());
            answer.setTo(message.getFrom());
            answer.setBody(message.getType() + ": " + message.getBody());
            send(answer);
        }

        @Override
        protected void handlePresence(Presence presence) {
            presences.add(presence);
        }
    }

    @BeforeEach
    void start() throws Exception {
        host.start();
        link = server.awaitLink();
        Await.until("started", () -> component.life.contains("started"));
    }

    @AfterEach
    void close() {
        host.close();
        server.close();
    }

    private void assertEchoes(FakeXmppLink over) {
        over.send("<message from='a@b/c' to='x@irc.localhost' id='1'><body>hi</body></message>");
        Element answer = over.awaitStanza();
        assertThat(answer.attributeValue("to")).isEqualTo("a@b/c");
        assertThat(answer.attributeValue("from")).isEqualTo("x@irc.localhost");
        assertThat(answer.elementText("body")).isEqualTo("normal: hi");
    }

    @Test
    void anUnmodifiedComponentWorks() {
        assertEchoes(link);
        link.send(
                "<iq type='get' from='a@b/c' to='irc.localhost' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
        Element pong = link.awaitStanza();
        assertThat(pong.attributeValue("type")).isEqualTo("result");
        assertThat(pong.attributeValue("id")).isEqualTo("p");
    }

    @Test
    void theComponentIsStartedAgainAfterAReconnect() {
        assertEchoes(link);

        link.end();
        FakeXmppLink next = server.awaitLink();
        assertEchoes(next);
        next.reset();
        assertEchoes(server.awaitLink());

        assertThat(component.life)
                .containsExactly("started", "shut down", "started", "shut down", "started");
    }

    @Test
    void closingShutsTheComponentDown() {
        assertEchoes(link);

        host.close();

        assertThat(component.life).containsExactly("started", "shut down");
        link.awaitClosed();
        assertThat(link.endedCleanly()).isTrue();
    }

    @Test
    @DisplayName("W1: what Tinder's packets cannot take does not hurt")
    void hostileStanzasDoNotHurt() throws Exception {
        link.send("<presence type='weird' from='a@b' to='irc.localhost' id='w'/>");
        assertError("w", "bad-request", "irc.localhost");
        link.send("<iq type='odd' from='a@b' to='irc.localhost' id='o'/>");
        assertError("o", "bad-request", "irc.localhost");
        link.send("<message from='a@b' to='\uD83D\uDE00@irc.localhost' id='e'/>");
        assertError("e", "jid-malformed", "irc.localhost");
        link.send("<message from='u@h/' to='irc.localhost' id='n'/>");
        link.send("<message type='error' from='a@b' to='\uD83D\uDE00@irc.localhost' id='n'/>");

        link.send(
                "<presence from='a@b/\uD83D\uDE00' to='room@irc.localhost/\uD83D\uDE00'>"
                        + "<show>busy</show></presence>");
        Presence presence = component.presences.poll(PATIENCE, TimeUnit.MILLISECONDS);
        assertThat(presence.getFrom().getResource()).isEqualTo("\uD83D\uDE00");
        assertThat(presence.getShow()).isNull();
        link.send(
                "<message type='weird' from='a@b/\uD83D\uDE00' to='irc.localhost'>"
                        + "<body>x</body></message>");
        assertThat(link.awaitStanza().elementText("body")).isEqualTo("normal: x");
        assertThat(server.connections()).isEqualTo(1);
    }

    private void assertError(String id, String condition, String from) {
        Element error = link.awaitStanza();
        assertThat(error.attributeValue("type")).isEqualTo("error");
        assertThat(error.attributeValue("id")).isEqualTo(id);
        assertThat(error.attributeValue("from")).isEqualTo(from);
        assertThat(error.element("error").element(condition)).isNotNull();
    }

    private static IQ ping() {
        IQ iq = new IQ(IQ.Type.get, "mine");
        iq.setTo("user@example.org");
        iq.setChildElement("ping", "urn:xmpp:ping");
        return iq;
    }

    private void answer(String type) {
        String id = link.awaitStanza().attributeValue("id");
        link.send(
                "<iq from='user@example.org' to='irc.localhost' type='"
                        + type
                        + "' id='"
                        + id
                        + "'/>");
    }

    @Test
    void aQueryReturnsTheAnswerUnderItsOwnId() throws Exception {
        Thread.ofVirtual().start(() -> answer("result"));
        IQ result = host.query(component, ping(), PATIENCE);
        assertThat(result.getType()).isEqualTo(IQ.Type.result);
        assertThat(result.getID()).isEqualTo("mine");

        Thread.ofVirtual().start(() -> answer("error"));
        assertThat(host.query(component, ping(), PATIENCE).getType()).isEqualTo(IQ.Type.error);

        assertThat(host.query(component, ping(), 20)).isNull();
    }

    @Test
    void aListenerGetsTheAnswerOrTheTimeOut() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        IQResultListener listener =
                new IQResultListener() {
                    @Override
                    public void receivedAnswer(IQ packet) {
                        told.add("answer " + packet.getID());
                    }

                    @Override
                    public void answerTimeout(String packetId) {
                        told.add("timeout " + packetId);
                    }
                };

        host.query(component, ping(), listener);
        answer("result");
        assertThat(told.poll(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("answer mine");

        host.query(component, ping(), listener, 20);
        assertThat(told.poll(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("timeout mine");

        host.query(component, ping(), listener);
        link.reset();
        assertThat(told.poll(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("timeout mine");
    }

    @Test
    void whatMustNotLeaveFailsForTheSenderOnly() {
        Message foreign = new Message();
        foreign.setFrom("somebody@example.org");
        foreign.setTo("user@example.org");
        assertThatThrownBy(() -> host.sendPacket(component, foreign))
                .isInstanceOf(ComponentException.class);
        assertThatThrownBy(() -> host.sendPacket(component, new Message()))
                .isInstanceOf(ComponentException.class);
        assertEchoes(link);
    }

    @Test
    @DisplayName("W10: properties are kept where the host says")
    void propertiesAreKeptInTheStore() {
        host.setProperty("a", "b");
        assertThat(properties.get("a")).isEqualTo("b");
        assertThat(host.getProperty("a")).isEqualTo("b");
        host.setProperty("a", null);
        assertThat(host.getProperty("a")).isNull();
    }

    @Test
    void aQueryWithoutConnectionFailsAtOnce() {
        server.close();
        Await.until("shut down", () -> component.life.contains("shut down"));

        assertThatThrownBy(() -> host.query(component, ping(), PATIENCE))
                .isInstanceOf(ComponentException.class);
    }

    @Test
    void theComponentKnowsWhereItIs() {
        assertThat(component.getJID()).isEqualTo(new JID("irc.localhost"));
        assertThat(host.getServerName()).isEqualTo("localhost");
        assertThat(host.isExternalMode()).isTrue();
        assertThatThrownBy(() -> host.addComponent("other", component))
                .isInstanceOf(ComponentException.class);
    }
}
