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
                        new Span(29, 31, Style.ITALIC));
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
