package im.isthmus.irc.format;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.markup.Styling;
import java.util.List;
import org.junit.jupiter.api.Test;

class MircWriterTest {
    @Test
    void directivesBecomeCodes() {
        assertThat(written("a *b* _i_ ~s~ `m` z"))
                .isEqualTo("a \u0002b\u0002 \u001di\u001d \u001es\u001e \u0011m\u0011 z");
        assertThat(written("*b _i_*")).isEqualTo("\u0002b \u001di");
    }

    @Test
    void starsThatAreNoDirectivesStay() {
        assertThat(written("2 * 3 * 4, snake_case_name, rm *.txt")).doesNotContain("\u0002");
        assertThat(written("2 * 3 * 4")).isEqualTo("2 * 3 * 4");
    }

    @Test
    void blocksOfCodeLoseTheirFencesAndQuotationsStay() {
        assertThat(written("see\n```java\nint *i* = 1;\n```\nso"))
                .isEqualTo("see\n\u0011int *i* = 1;\u0011\nso");
        assertThat(written("> *q*\nyes")).isEqualTo("> \u0002q\u0002\nyes");
    }

    @Test
    void eachLineHasItsOwnCodes() {
        assertThat(written("```\none\n\ntwo\n```")).isEqualTo("\u0011one\u0011\n\n\u0011two");
    }

    @Test
    void coloursAreTheNearestThatEveryClientHas() {
        Content said =
                Content.of("red 1 both")
                        .withSpans(
                                List.of(
                                        new Span(0, 3, Style.COLOUR, "#fe0101"),
                                        new Span(6, 10, Style.COLOUR, "#000000"),
                                        new Span(6, 10, Style.BACKGROUND, "#fffe02")));
        assertThat(MircWriter.write(said)).isEqualTo("\u000304red\u0003 1 \u000301,08both");
        assertThat(MircReader.read(MircWriter.write(said)).body()).isEqualTo("red 1 both");
    }

    @Test
    void digitsBehindACodeAreNotTakenForIts() {
        Content said =
                Content.of("x1,2")
                        .withSpans(
                                List.of(
                                        new Span(0, 1, Style.COLOUR, "#ff0000"),
                                        new Span(2, 3, Style.BACKGROUND, "#00fc00")));
        assertThat(MircReader.read(MircWriter.write(said)).body()).isEqualTo("x1,2");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Content said =
                Content.of("all of it")
                        .withSpans(
                                List.of(
                                        new Span(0, 9, Style.BOLD),
                                        new Span(0, 3, Style.UNDERLINE),
                                        new Span(4, 6, Style.ITALIC),
                                        new Span(5, 9, Style.STRIKE)));
        assertThat(MircReader.read(MircWriter.write(said)).spans())
                .containsExactlyInAnyOrderElementsOf(said.spans());
    }

    private static String written(String body) {
        return MircWriter.write(Content.of(body).withSpans(Styling.spans(body)));
    }
}
