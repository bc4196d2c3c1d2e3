package im.isthmus.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JidEscapingTest {
    private static final String ALPHABET = "ab25cCfF0 \"&'/:<>@\\#%[]{}é€";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "space cadet, space\\20cadet",
                "call me \"ishmael\", call\\20me\\20\\22ishmael\\22",
                "at&t guy, at\\26t\\20guy",
                "d'artagnan, d\\27artagnan",
                "/.fanboy, \\2f.fanboy",
                "::foo::, \\3a\\3afoo\\3a\\3a",
                "<foo>, \\3cfoo\\3e",
                "user@host, user\\40host",
                "c:\\net, c\\3a\\net",
                "c:\\5commas, c\\3a\\5c5commas",
                "foo\\20y, foo\\5c20y",
                "back\\slash, back\\slash",
                "end\\, end\\"
            })
    void theExamplesOfTheSpecificationHold(String name, String localpart) {
        assertThat(JidEscaping.escape(name)).isEqualTo(localpart);
        assertThat(JidEscaping.unescape(localpart)).isEqualTo(name);
    }

    @Test
    void everyNameIsFoundAgain() {
        Random random = new Random(106);
        for (int i = 0; i < 20_000; i++) {
            String name = name(random);
            assertThat(JidEscaping.unescape(JidEscaping.escape(name))).isEqualTo(name);
        }
    }

    @Test
    void anEscapedNameHasNothingThatALocalpartForbids() {
        Random random = new Random(7622);
        for (int i = 0; i < 2_000; i++) {
            assertThat(JidEscaping.escape(name(random).strip()))
                    .doesNotContain("\"", "&", "'", "/", ":", "<", ">", "@", " ");
        }
    }

    @Test
    void aNameThatBeginsOrEndsWithASpaceHasNoLocalpart() {
        for (String name : List.of(" a", "a ", " ")) {
            assertThat(JidEscaping.escape(name)).doesNotStartWith("\\20").doesNotEndWith("\\20");
            assertThatThrownBy(() -> Jid.of(JidEscaping.escape(name), "example.org", ""))
                    .isInstanceOf(InvalidJidException.class);
        }
        assertThat(JidEscaping.unescape("\\20a\\20b\\20")).isEqualTo("\\20a b\\20");
    }

    @Test
    void aPlainNameIsNotCopied() {
        String name = "#channel";
        assertThat(JidEscaping.escape(name)).isSameAs(name);
        assertThat(JidEscaping.unescape(name)).isSameAs(name);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
