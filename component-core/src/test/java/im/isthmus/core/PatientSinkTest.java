package im.isthmus.core;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.stream.StreamDownException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dom4j.Element;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatientSinkTest {
    private final List<Element> arrived = new CopyOnWriteArrayList<>();
    private final AtomicBoolean up = new AtomicBoolean();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Element stanza = new DefaultElement(new QName("message"));

    private PatientSink sink(Duration patience) {
        PatientSink sink = new PatientSink(patience, errors::add);
        sink.attach(element -> {
            tried.countDown();
            if (!up.get()) {
                throw new StreamDownException("down, for the test");
            }
            arrived.add(element);
        });
        return sink;
    }

    @Test
    void aStanzaWaitsForTheStreamToComeBack() throws Exception {
        PatientSink sink = sink(Duration.ofSeconds(50));
        Thread sender = Thread.ofVirtual().start(() -> sink.send(stanza));
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(arrived).isEmpty();
        up.set(true);
        sink.setUp(true);
        sender.join();
        assertThat(arrived).containsExactly(stanza);
        assertThat(sink.lost()).isZero();
    }

    @Test
    void afterItsPatienceAStanzaIsCountedAsLost() {
        PatientSink sink = sink(Duration.ofMillis(5));
        sink.send(stanza);
        assertThat(arrived).isEmpty();
        assertThat(sink.lost()).isEqualTo(1);
    }

    @Test
    void inALongOutageNobodyWaitsAgain() throws Exception {
        PatientSink sink = sink(Duration.ofDays(1));
        sink.setUp(true);
        sink.setUp(false);
        Thread first = Thread.ofVirtual().start(() -> sink.send(stanza));
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sink.lost()).isZero();
        sink.end();
        first.join();

        PatientSink shortly = sink(Duration.ofMillis(1));
        shortly.setUp(true);
        shortly.setUp(false);
        for (int i = 0; i < 1000; i++) {
            shortly.send(stanza);
        }
        assertThat(shortly.lost()).isEqualTo(1000);
    }

    @Test
    void theThreadThatMustReconnectNeverWaits() {
        PatientSink sink = sink(Duration.ofDays(1));
        sink.sendAtOnce(stanza);
        assertThat(sink.lost()).isEqualTo(1);
        up.set(true);
        sink.sendAtOnce(stanza);
        assertThat(arrived).containsExactly(stanza);
    }

    @Test
    void errorsThatWereSentAreCountedByTheirCondition() {
        PatientSink sink = sink(Duration.ofMillis(5));
        stanza.addAttribute("type", "error");
        sink.send(stanza);
        assertThat(errors).as("lost, not sent").isEmpty();
        up.set(true);
        sink.send(stanza);
        Element gone = stanza.createCopy();
        gone.addElement("error").addElement("gone", "urn:ietf:params:xml:ns:xmpp-stanzas");
        sink.sendAtOnce(gone);
        assertThat(errors).containsExactly("", "gone");
    }

    @Test
    void atTheEndNobodyWaitsAnyMore() throws Exception {
        PatientSink sink = sink(Duration.ofDays(1));
        Thread sender = Thread.ofVirtual().start(() -> sink.send(stanza));
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        sink.end();
        sender.join();
        assertThat(sink.lost()).isEqualTo(1);
    }
}
