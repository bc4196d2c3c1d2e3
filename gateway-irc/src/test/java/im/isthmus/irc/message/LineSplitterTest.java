package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineSplitterTest {
    private static final String PREFIX = "juliet!~jcapulet@balcony.example.org";
    private static final LineSplitter SPLITTER = new LineSplitter(512, PREFIX.length(), UTF_8);

    @Test
    void aTextThatFitsIsOnePiece() {
        assertThat(SPLITTER.split("PRIVMSG", "#a", " hi  there ")).containsExactly(" hi  there ");
    }

    @Test
    void everyLineBreakSeparatesAndBlankLinesVanish() {
        assertThat(SPLITTER.split("PRIVMSG", "#a", "\na\r\n\n  \nb\rc\n"))
                .containsExactly("a", "b", "c");
        assertThat(SPLITTER.split("PRIVMSG", "#a", " \n\r\n")).isEmpty();
        assertThat(SPLITTER.split("PRIVMSG", "#a", "")).isEmpty();
    }

    @Test
    void aLineFillsToTheLastByteOnTheWayToOthers() {
        List<String> pieces = SPLITTER.split("PRIVMSG", "#chan", "x".repeat(1000));
        assertThat(onTheWire("#chan", pieces.getFirst())).isEqualTo(512);
        assertThat(String.join("", pieces)).isEqualTo("x".repeat(1000));
    }

    @Test
    void aCutPrefersTheLastSpace() {
        String text = "word ".repeat(200).strip();
        List<String> pieces = SPLITTER.split("PRIVMSG", "#a", text);
        assertThat(pieces).allMatch(piece -> piece.startsWith("word") && piece.endsWith("word"));
        assertThat(String.join(" ", pieces)).isEqualTo(text);
    }

    @Test
    void anEarlySpaceDoesNotWasteTheLine() {
        List<String> pieces = SPLITTER.split("PRIVMSG", "#a", "a " + "x".repeat(600));
        assertThat(onTheWire("#a", pieces.getFirst())).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "é",
                "€",
                "😀",
                "👩‍👩‍👧‍👦",
                "🏳️‍🌈",
                "🇩🇪",
                "e\u0301",
                "👍🏽",
                "한",
                "நி"
            })
    void aGraphemeIsNeverTornApart(String grapheme) {
        List<String> pieces = SPLITTER.split("PRIVMSG", "#a", "x" + grapheme.repeat(300));
        assertThat(pieces).hasSizeGreaterThan(1);
        for (String piece : pieces) {
            assertThat(piece.replaceFirst("^x", "").replace(grapheme, "")).isEmpty();
            assertThat(onTheWire("#a", piece)).isLessThanOrEqualTo(512);
        }
        assertThat(onTheWire("#a", pieces.getFirst())).isGreaterThan(512 - 30);
        assertThat(String.join("", pieces)).isEqualTo("x" + grapheme.repeat(300));
    }

    @Test
    void aTowerOfAccentsIsCutBetweenCodePoints() {
        String tower = "z" + "\u0301".repeat(1000);
        List<String> pieces = SPLITTER.split("PRIVMSG", "#a", tower);
        assertThat(String.join("", pieces)).isEqualTo(tower);
        assertThat(pieces).allMatch(piece -> onTheWire("#a", piece) <= 512);
    }

    @Test
    void everyPieceOfAnActionIsClosed() {
        List<String> pieces = SPLITTER.splitAction("#a", "waves " + "and ".repeat(200) + "\ngoes");
        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(pieces)
                .allMatch(p -> p.startsWith("\u0001ACTION ") && p.endsWith("\u0001"))
                .allMatch(p -> p.indexOf('\u0001', 1) == p.length() - 1)
                .allMatch(p -> onTheWire("#a", p) <= 512);
        assertThat(pieces.getLast()).isEqualTo("\u0001ACTION goes\u0001");
    }

    @Test
    void aTextCannotForgeACtcp() {
        assertThat(SPLITTER.split("PRIVMSG", "#a", "\u0001VERSION\u0001\0"))
                .containsExactly("VERSION");
    }

    @Test
    void openFormattingIsOpenedAgainAfterACut() {
        String text = "\u0002\u00034,12" + "bold ".repeat(150) + "\u000F" + "plain ".repeat(100);
        List<String> pieces = SPLITTER.split("PRIVMSG", "#a", text);
        assertThat(pieces.get(1)).startsWith("\u000304,12\u0002bold");
        assertThat(pieces.getLast()).startsWith("plain");
        assertThat(pieces).allMatch(piece -> onTheWire("#a", piece) <= 512);
    }

    @Test
    void formattingHoldsOverALineBreak() {
        assertThat(SPLITTER.split("PRIVMSG", "#a", "\u001Da\nb\u001D c\nd"))
                .containsExactly("\u001Da", "\u001Db\u001D c", "d");
        assertThat(SPLITTER.split("PRIVMSG", "#a", "\u0004FF00AAa\nb\u0003\nc"))
                .containsExactly("\u0004FF00AAa", "\u0004FF00AAb\u0003", "c");
        assertThat(SPLITTER.split("PRIVMSG", "#a", "\u00035a\n,2"))
                .last()
                .isEqualTo("\u000305\u0002\u0002,2");
    }

    @Test
    void aColourCodeIsNeverTornApart() {
        for (int before = 440; before < 475; before++) {
            String text = "x".repeat(before) + "\u000304,12y\u0004AABBCC,112233z";
            List<String> pieces = SPLITTER.split("PRIVMSG", "#a", text);
            String shown = String.join("", pieces).replaceAll("\u0003\\d\\d,\\d\\d", "");
            assertThat(shown.replaceAll("\u0004[0-9A-F]{6},[0-9A-F]{6}", ""))
                    .isEqualTo("x".repeat(before) + "yz");
        }
    }

    @Test
    void otherCharsetsAreCountedInTheirOwnBytes() {
        var splitter = new LineSplitter(512, PREFIX.length(), Charset.forName("KOI8-R"));
        List<String> pieces = splitter.split("PRIVMSG", "#a", "ж".repeat(900));
        assertThat(pieces).hasSize(2);
    }

    @Test
    void anAbsurdPrefixStillMakesProgress() {
        var splitter = new LineSplitter(512, 9000, UTF_8);
        assertThat(String.join("", splitter.split("PRIVMSG", "#a", "x".repeat(300))))
                .isEqualTo("x".repeat(300));
    }

    @Test
    void aTopicIsCutBetweenGraphemes() {
        assertThat(LineSplitter.cut("ab👩‍👩‍👧‍👦", 10, UTF_8)).isEqualTo("ab");
        assertThat(LineSplitter.cut("abé", 4, UTF_8)).isEqualTo("abé");
        assertThat(LineSplitter.cut("", 4, UTF_8)).isEmpty();
    }

    @Test
    void whateverTheTextNothingShownIsLostAndEveryPieceFits() {
        var random = new Random(42);
        String alphabet = "ab c\u0002\u0003\u0004\u000F\u001D12,4\né€😀\u0301\u200D👩FF";
        int[] codePoints = alphabet.codePoints().toArray();
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(900); i > 0; i--) {
                text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
            }
            List<String> pieces = SPLITTER.split("PRIVMSG", "#a", text.toString());
            assertThat(pieces).allMatch(piece -> onTheWire("#a", piece) <= 512);
            assertThat(pieces).allMatch(OpenFormatting::isVisible);
            assertThat(bare(String.join("\n", pieces))).isEqualTo(bare(text.toString()));
        }
    }

    /** What a reader sees, spaces aside. */
    private static String bare(String text) {
        var bare = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            for (int i = 0; i < line.length(); i++) {
                int code = OpenFormatting.codeEnd(line, i);
                i = code > i ? code - 1 : i;
                if (code == i && line.charAt(i) > ' ') {
                    bare.append(line.charAt(i));
                }
            }
        }
        return bare.toString();
    }

    private static int onTheWire(String target, String text) {
        return (":" + PREFIX + " PRIVMSG " + target + " :" + text + "\r\n").getBytes(UTF_8).length;
    }
}
