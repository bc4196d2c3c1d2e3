package im.isthmus.sms.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LongTextTest {
    @Test
    void whatFitsIsLeftAlone() {
        assertThat(LongText.cut("x".repeat(40), 40)).containsExactly("x".repeat(40));
    }

    @Test
    void theRestIsCutBetweenWordsAndNumbered() {
        List<String> pieces = LongText.cut("some words that are rather too long for one", 30);
        assertThat(pieces)
                .containsExactly(
                        "(1/3) some words that are", "(2/3) rather too long for", "(3/3) one");
    }

    @Test
    void nothingIsLostAndNothingIsTooLong() {
        String text = "😀".repeat(500) + " end";
        List<String> pieces = LongText.cut(text, 70);
        assertThat(pieces).allMatch(piece -> piece.length() <= 70);
        assertThat(pieces)
                .noneMatch(piece -> Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
        assertThat(String.join("", pieces).replaceAll("\\(\\d+/\\d+\\) ", "").replace(" ", ""))
                .isEqualTo(text.replace(" ", ""));
    }
}
