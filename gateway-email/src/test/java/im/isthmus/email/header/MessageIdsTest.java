package im.isthmus.email.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    @Test
    void anAnswerNamesTheFirstMailAndTheLastTen() {
        String references = "";
        for (int i = 1; i <= 40; i++) {
            references = MessageIds.extended(references, "<" + i + "@example.test>");
        }
        List<String> kept = MessageIds.all(references);
        assertThat(kept).hasSize(11).startsWith("<1@example.test>", "<31@example.test>");
        assertThat(kept.subList(1, 11))
                .isEqualTo(
                        IntStream.rangeClosed(31, 40)
                                .mapToObj(i -> "<" + i + "@example.test>")
                                .toList());
    }

    @Test
    void whatIsAnsweredTwiceIsNamedOnceAndLast() {
        assertThat(MessageIds.extended("<a@x> <b@x>", "<a@x>")).isEqualTo("<b@x> <a@x>");
        assertThat(MessageIds.extended("<a@x>", "")).isEqualTo("<a@x>");
    }

    @Test
    void whatIsNoIdIsLeftOut() {
        assertThat(MessageIds.all("no id, <two words@x> <a@x>\n\t<b@x> <unclosed"))
                .containsExactly("<a@x>", "<b@x>");
    }
}
