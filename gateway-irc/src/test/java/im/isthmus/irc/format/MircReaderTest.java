package im.isthmus.irc.format;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MircReaderTest {
    @Test
    void everyToggleIsALook() {
        Content said =
                MircReader.read(
                        "\u0002b\u0002 \u001di\u001d \u001fu\u001f \u001es\u001e \u0011m\u0011");
        assertThat(said.body()).isEqualTo("b i u s m");
        assertThat(said.spans())
                .containsExactly(
                        new Span(0, 1, Style.BOLD),
                        new Span(2, 3, Style.ITALIC),
                        new Span(4, 5, Style.UNDERLINE),
                        new Span(6, 7, Style.STRIKE),
                        new Span(8, 9, Style.CODE));
    }

    @Test
    void whatNobodyEndsGoesOnToTheEndAndAResetEndsAll() {
        assertThat(MircReader.read("\u0002a\u001db\u000fc\u0002d").spans())
                .containsExactly(
                        new Span(0, 2, Style.BOLD),
                        new Span(1, 2, Style.ITALIC),
                        new Span(3, 4, Style.BOLD));
    }

    @Test
    void coloursAreThoseOfThePaletteAndOfHexDigits() {
        Content said = MircReader.read("\u00034,1red\u00037 orange\u0003 none \u0004FF00aahex");
        assertThat(said.body()).isEqualTo("red orange none hex");
        assertThat(said.spans())
                .containsExactly(
                        new Span(0, 10, Style.BACKGROUND, "#000000"),
                        new Span(0, 3, Style.COLOUR, "#ff0000"),
                        new Span(3, 10, Style.COLOUR, "#fc7f00"),
                        new Span(16, 19, Style.COLOUR, "#ff00aa"));
        assertThat(MircReader.read("\u000398white\u000399none").spans())
                .containsExactly(new Span(0, 5, Style.COLOUR, "#ffffff"));
    }

    @Test
    void reverseExchangesTheColours() {
        assertThat(MircReader.read("\u0016x\u0016y").spans())
                .containsExactly(
                        new Span(0, 1, Style.COLOUR, "#ffffff"),
                        new Span(0, 1, Style.BACKGROUND, "#000000"));
        assertThat(MircReader.read("\u00034,8\u0016x").spans())
                .containsExactly(
                        new Span(0, 1, Style.COLOUR, "#ffff00"),
                        new Span(0, 1, Style.BACKGROUND, "#ff0000"));
    }

    @Test
    void artIsOnlyText() {
        Content art = MircReader.read("\u00034#\u00035#".repeat(150));
        assertThat(art).isEqualTo(Content.of("##".repeat(150)));
    }

    @Test
    void whateverTheLineTheTextIsTheStrippedOneAndSpansLieWithin() {
        Random random = new Random(1);
        String alphabet =
                "\u0002\u0003\u0004\u000f\u0011\u0016\u001d\u001e\u001f\u0001\u0007,019aF \t";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder line = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Content said = MircReader.read(line.toString());
            assertThat(said.body()).isEqualTo(MircText.strip(line.toString()));
            assertThat(said.spans())
                    .allMatch(s -> s.start() >= 0 && s.start() < s.end())
                    .allMatch(s -> s.end() <= said.body().length());
        }
    }
}
