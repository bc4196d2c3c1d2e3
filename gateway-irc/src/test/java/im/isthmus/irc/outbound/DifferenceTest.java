package im.isthmus.irc.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    @ParameterizedTest
    @CsvSource({
        "I saw teh moon, I saw the moon, the, s/teh/the/",
        "teh, the, the, s/teh/the/",
        "see you at six then, see you at half past seven then, half past seven, s/six/half past"
                + " seven/",
        "I do like it, I do not like it, do not like, s/do like/do not like/",
        "I do not like it, I do like it, do like, s/do not like/do like/",
        "it is done, it is done now, done now, s/done/done now/",
        "wait, please wait, please wait, s/wait/please wait/",
        "so do I, so do do I, do do I, s/do I/do do I/",
    })
    void aShortChangeInOnePlaceIsItsWords(String before, String after, String words, String sed) {
        Difference change = place(before, after);
        assertThat(change.after()).isEqualTo(words);
        assertThat(change.sed()).isEqualTo(sed);
    }

    @ParameterizedTest
    @CsvSource({
        "a b c d e f g, h i j k l m n",
        "one two three four five six seven, 1 two three four five six 7",
        "same, same",
        "two  spaces, two spaces",
        "/me sings, /me sighs and weeps and then more",
        "sings, /me sings",
        "/me, /me sings",
    })
    void anythingElseHasNoPlace(String before, String after) {
        assertThat(Difference.between(before, after)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "this is a tst is it, this is a tst Is it",
        "what is it?, what was it? no",
        "and/or, and or",
        "a\\b, a b",
        "cat sat on the at rug, cat sat on the mat rug",
        "buy 105 for 1.5 each, buy 105 for 2.5 each",
    })
    void whatAnEditorWouldTakeOtherwiseIsNoOrderForOne(String before, String after) {
        Difference change = place(before, after);
        assertThat(change.sed()).isNull();
    }

    @Test
    void aPlaceDoesNotReachOverLines() {
        assertThat(Difference.between("one\ntwo", "one more\ntwo")).isNull();
        Difference change = place("one\ntoo", "one\ntwo");
        assertThat(change.after()).isEqualTo("two");
        assertThat(change.sed()).isNull();
    }

    @Test
    void aLongTextIsComparedAsAWhole() {
        String text = "word ".repeat(5000);
        Difference change = place(text + "teh end", text + "the end");
        assertThat(change.sed()).isEqualTo("s/teh/the/");
    }

    private static Difference place(String before, String after) {
        return Objects.requireNonNull(Difference.between(before, after));
    }
}
