package im.isthmus.core.markup;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StylingTest {
    @Test
    void stylesIncludeTheirDirectives() {
        assertThat(shown("plain _emphasis_ *strong* ~gone~ `code`"))
                .containsExactly(
                        "ITALIC _emphasis_", "BOLD *strong*", "STRIKE ~gone~", "CODE `code`");
    }

    @Test
    void stylesNestButNotInCode() {
        assertThat(shown("*`mono and bold`* `*mono*`"))
                .containsExactly("BOLD *`mono and bold`*", "CODE `mono and bold`", "CODE `*mono*`");
    }

    @Test
    void aStyleEndsAtTheFirstDirectiveThatCanEndIt() {
        assertThat(shown("*strong*plain*")).containsExactly("BOLD *strong*");
        assertThat(shown("* plain *strong*")).containsExactly("BOLD *strong*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not strong*",
                "*not strong",
                "*not \n strong*",
                "*not *strong",
                "**",
                "***",
                "****",
                "2*3*4",
                "snake_case_name",
                ""
            })
    void whatIsNoStyleIsLeftAlone(String text) {
        assertThat(Styling.spans(text)).isEmpty();
    }

    @Test
    void aFenceGoesToItsEndOrTheEndOfTheText() {
        assertThat(shown("```java\nint *a*;\n```\n*b*"))
                .containsExactly("CODE_BLOCK ```java\nint *a*;\n```", "BOLD *b*");
        assertThat(shown("```\nx")).containsExactly("CODE_BLOCK ```\nx");
    }

    @Test
    void quotesNestAndHoldBlocks() {
        assertThat(shown(">> That *is*.\n> Said\nWho?"))
                .containsExactly("QUOTE >> That *is*.\n> Said", "QUOTE > That *is*.", "BOLD *is*");
        assertThat(shown("> ```\n> x\nplain"))
                .containsExactly("QUOTE > ```\n> x", "CODE_BLOCK ```\n> x");
    }

    @Test
    void hostileTextCostsNoMoreThanItsLength() {
        assertThat(Styling.spans("*a ".repeat(100_000))).isEmpty();
        assertThat(Styling.spans(">".repeat(100_000))).hasSize(16);
        assertThat(Styling.spans("*a* ".repeat(100_000))).hasSize(Styling.MAX_SPANS);
        assertThat(Styling.spans("*_~`".repeat(50_000)).size()).isLessThan(Styling.MAX_SPANS + 1);
    }

    private static List<String> shown(String text) {
        return Styling.spans(text).stream()
                .map(span -> span.style() + " " + text.substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void spansBecomeDirectives() {
        assertThat(StyledText.of("be bold now", List.of(new Span(3, 7, Style.BOLD))))
                .isEqualTo("be *bold* now");
        assertThat(
                        StyledText.of(
                                "both at once",
                                List.of(new Span(0, 12, Style.BOLD), new Span(5, 7, Style.ITALIC))))
                .isEqualTo("*both _at_ once*");
        assertThat(StyledText.of("a\nb", List.of(new Span(0, 3, Style.STRIKE))))
                .isEqualTo("~a~\n~b~");
        assertThat(StyledText.of("x=1\ny", List.of(new Span(0, 3, Style.CODE_BLOCK))))
                .isEqualTo("```\nx=1\n```\ny");
        assertThat(StyledText.of("one\ntwo\nthree", List.of(new Span(0, 7, Style.QUOTE))))
                .isEqualTo("> one\n> two\nthree");
    }

    @Test
    void whatWasWrittenWithDirectivesStaysAsItIs() {
        String text = "> *so* be\nit";
        assertThat(StyledText.of(text, Styling.spans(text))).isEqualTo(text);
    }

    @Test
    void whatDirectivesCannotSayIsNotWritten() {
        assertThat(StyledText.of("inword", List.of(new Span(2, 4, Style.BOLD)))).isNull();
        assertThat(StyledText.of("a *b* c", List.of(new Span(0, 1, Style.BOLD)))).isNull();
        assertThat(StyledText.of("under", List.of(new Span(0, 5, Style.UNDERLINE))))
                .isEqualTo("_under_");
    }
}
