package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.stream.tinder.TinderHost;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentManager;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/** Far more messages than a component can take at once. */
class StreamLoadTest {
    private static final int MESSAGES = 200_000;
    private static final int USERS = 2000;
    private static final long HANDLER_NANOS = 1_000_000;

    private static final SlowComponent component = new SlowComponent();

    /** Takes a millisecond for each message and watches the order. */
    private static final class SlowComponent implements Component {
        private final AtomicIntegerArray next = new AtomicIntegerArray(USERS);
        private final AtomicInteger received = new AtomicInteger();
        private final AtomicInteger outOfOrder = new AtomicInteger();

        @Override
        public void processPacket(Packet packet) {
            int user = Integer.parseInt(packet.getFrom().getNode());
            int number = Integer.parseInt(packet.getID());
            LockSupport.parkNanos(HANDLER_NANOS);
            if (next.getAndIncrement(user) != number) {
                outOfOrder.incrementAndGet();
            }
            received.incrementAndGet();
        }

        @Override
        public String getName() {
            return "slow";
        }

        @Override
        public String getDescription() {
            return "slow";
        }

        @Override
        public void initialize(JID jid, ComponentManager manager) {}

        @Override
        public void start() {}

        @Override
        public void shutdown() {}
    }

    @BeforeAll
    static void sendAll() throws Exception {
        try (FakeXmppServer server = TestStreams.server();
                TinderHost host =
                        new TinderHost(
                                TestStreams.config(server),
                                "localhost",
                                component,
                                new MapProperties())) {
            host.start();
            FakeXmppLink link = server.awaitLink();
            StringBuilder xml = new StringBuilder();
            for (int i = 0; i < MESSAGES; i++) {
                xml.append("<message type='chat' from='").append(i % USERS);
                xml.append("@example.org/x' to='#r@irc.localhost' id='").append(i / USERS);
                xml.append("'><body>It was a dark and stormy night</body></message>");
                if (i % 1000 == 999) {
                    link.send(xml.toString().getBytes(StandardCharsets.UTF_8));
                    xml.setLength(0);
                }
            }
            Await.until("the last message", () -> component.received.get() == MESSAGES);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("W4: however slow the component is, no message is lost")
    void noMessageIsLost() {
        assertThat(component.received).hasValue(MESSAGES);
    }

    @Test
    @DisplayName("W5: the messages of one sender are handled in order")
    void theMessagesOfOneSenderAreHandledInOrder() {
        assertThat(component.outOfOrder).hasValue(0);
    }
}
