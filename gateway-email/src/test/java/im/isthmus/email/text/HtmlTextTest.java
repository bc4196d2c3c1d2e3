package im.isthmus.email.text;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void stylesAreWhereTheirWordsCameToBe() {
        LookedText looked =
                HtmlText.looked(
                        "<h1>  Big </h1><ul><li>one <b>two\n three</b></li></ul>"
                                + "<blockquote>said <i>so</i></blockquote>");
        assertThat(looked.text()).isEqualTo("Big\n\n• one two three\n\n> said so");
        assertThat(looked.spans())
                .containsExactlyInAnyOrder(
                        new Span(0, 3, Style.BOLD),
                        new Span(11, 20, Style.BOLD),
                        new Span(29, 31, Style.ITALIC),
                        new Span(5, 7, Style.ITEM));
    }

    @Test
    void linksAndMarksOfListsAreKnown() {
        LookedText looked =
                HtmlText.looked(
                        "<a style='color:red' href='https://x.test/a'>One <b>two</b></a>"
                                + " <a href='javascript:x'>three</a>"
                                + " <a href='mailto:a@x.test'>a@x.test</a>"
                                + "<ol><li>four<ul><li>five</ul><li>six</ol>");
        assertThat(looked.text())
                .isEqualTo(
                        "One two <https://x.test/a> three a@x.test\n\n1. four\n  • five\n2. six");
        assertThat(looked.spans())
                .containsExactlyInAnyOrder(
                        new Span(4, 7, Style.BOLD),
                        new Span(0, 7, Style.COLOUR, "#ff0000"),
                        new Span(0, 26, Style.LINK, "https://x.test/a"),
                        new Span(33, 41, Style.LINK, "mailto:a@x.test"),
                        new Span(43, 46, Style.ITEM),
                        new Span(51, 55, Style.ITEM),
                        new Span(60, 63, Style.ITEM));
    }

    @Test
    void coloursAreKeptButForThoseThatSomebodyMayNotBeAbleToRead() {
        LookedText looked =
                HtmlText.looked(
                        "<p style='color: #222'>dark <font color=red>red</font>"
                                + " <span style='color:white'>white</span></p>");
        assertThat(looked.text()).isEqualTo("dark red white");
        assertThat(looked.spans()).containsExactly(new Span(5, 8, Style.COLOUR, "#ff0000"));
    }

    @Test
    void moreStylesThanAnybodyMeansAreNotShown() {
        LookedText looked = HtmlText.looked("<b>x</b> y ".repeat(10_000));
        assertThat(looked.spans()).hasSize(200);
    }
}
