package im.isthmus.core.stream.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.stream.StreamDownException;
import im.isthmus.core.stream.StreamLimits;
import im.isthmus.core.stream.xml.XmlBuffer;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(new StreamLimits(1000, 10, 10, 2000, 1000, 1000));

    private static Element message(String body) {
        Element message = DocumentHelper.createElement("message");
        message.addElement("body").addText(body);
        return message;
    }

    private static String text(@Nullable XmlBuffer buffer) {
        if (buffer == null) {
            throw new AssertionError("nothing to write");
        }
        return new String(buffer.bytes(), 0, buffer.size(), UTF_8);
    }

    @Test
    void whatGathersDuringOneWriteLeavesWithTheNext() throws Exception {
        outbox.put(message("a"));
        assertThat(text(outbox.take())).isEqualTo("<message><body>a</body></message>");
        outbox.put(message("b"));
        outbox.put(message("c"));

        assertThat(text(outbox.take()))
                .isEqualTo("<message><body>b</body></message><message><body>c</body></message>");
    }

    @Test
    void aStanzaTooLargeToLeaveLeavesNothingBehind() throws Exception {
        outbox.put(message("a"));
        assertThatThrownBy(() -> outbox.put(message("x".repeat(1000))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outbox.put(message("<".repeat(50_000_000))))
                .isInstanceOf(IllegalArgumentException.class);
        outbox.put(message("b"));

        assertThat(text(outbox.take()))
                .isEqualTo("<message><body>a</body></message><message><body>b</body></message>");
        assertThat(outbox.size()).isLessThan(100);
    }

    @Test
    void whoMustNotWaitIsRefusedWhileItIsFull() throws Exception {
        for (int i = 0; i < 3; i++) {
            outbox.put(message("x".repeat(900)));
        }
        assertThat(outbox.offer(message("more"))).isFalse();
        outbox.take();
        assertThat(outbox.offer(message("more"))).isTrue();
    }

    @Test
    void afterFinishingWhatIsThereStillLeaves() throws Exception {
        outbox.put(message("a"));
        outbox.finish("</stream:stream>");

        assertThatThrownBy(() -> outbox.put(message("b"))).isInstanceOf(StreamDownException.class);
        assertThat(text(outbox.take()))
                .isEqualTo("<message><body>a</body></message></stream:stream>");
        assertThat(outbox.take()).isNull();
    }

    @Test
    void afterClosingNothingLeaves() throws Exception {
        outbox.put(message("a"));
        outbox.close();

        assertThat(outbox.take()).isNull();
        assertThat(outbox.offer(message("b"))).isFalse();
    }
}
