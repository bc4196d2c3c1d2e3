package im.isthmus.sms.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    /** Text, times, what follows, and the length of each part. */
    @ParameterizedTest
    @CsvSource({
        "a, 160, '', 160",
        "a, 161, '', 153/8",
        "a, 306, '', 153/153",
        "a, 307, '', 153/153/1",
        "€, 80, '', 80",
        "€, 81, '', 76/5",
        "a, 152, €bcdefghi, 152/9",
        "ж, 70, '', 70",
        "ж, 71, '', 67/4",
        "ж, 134, '', 67/67",
        "ж, 66, 😀xyzabc, 66/8",
        "ç, 70, '', 70",
        "Ç, 160, '', 160",
        "`, 71, '', 67/4",
    })
    void partsAreCutWhereTheNetworkCutsThem(String text, int times, String rest, String lengths) {
        Segments segments = Segments.of(text.repeat(times) + rest);

        assertThat(segments.parts())
                .extracting(String::length)
                .extracting(String::valueOf)
                .isEqualTo(List.of(lengths.split("/")));
        assertThat(String.join("", segments.parts())).isEqualTo(text.repeat(times) + rest);
    }

    @Test
    void marksOfTheKeyboardStandInForOthersWhereThatIsCheaper() {
        String curly = "\u201cIt\u2019s\u00a0late\u2026\u201d \u2013 ";
        String straight = "\"It's late...\" - ";

        assertThat(PlainMarks.ifCheaper(curly + "a".repeat(100)))
                .isEqualTo(straight + "a".repeat(100));
        assertThat(PlainMarks.ifCheaper(curly)).as("one segment anyway").isEqualTo(curly);
        assertThat(PlainMarks.ifCheaper(curly + "ж".repeat(100)))
                .as("needs UCS-2 anyway")
                .isEqualTo(curly + "ж".repeat(100));
    }

    @Test
    void anEmptyTextIsOneSegment() {
        assertThat(Segments.of("")).isEqualTo(new Segments(false, List.of("")));
    }

    @Test
    void theAlphabetComesBackFromItsBytes() {
        String all = "@£$¥ Δ_ΦΩ ÆæßÉ ^{}\\[~]|€ ¡¿ àäöñü \n";

        assertThat(Gsm7.decode(Gsm7.encode(all))).isEqualTo(all);
        assertThat(Gsm7.encode("a€")).containsExactly(0x61, 0x1b, 0x65);
        assertThat(Gsm7.has("é à la carte")).isTrue();
        assertThat(Gsm7.has("ê")).isFalse();
    }

    @Test
    void bytesThatAreNoTextBecomeSomethingReadable() {
        byte[] junk = "\u001b".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Gsm7.decode(junk)).isEqualTo("\ufffd");
        assertThat(Gsm7.decode(new byte[] {(byte) 0x80, 0x1b, 0x41})).isEqualTo("\ufffdA");
    }
}
