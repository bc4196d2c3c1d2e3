package im.isthmus.email.text;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StyledHtmlTest {
    @Test
    void whatMarksAQuoteIsLeftOutOfIt() {
        assertThat(StyledHtml.of("a\n> b > c\n> d\ne", List.of(new Span(2, 13, Style.QUOTE))))
                .isEqualTo("a<br>\n<blockquote>b &gt; c<br>\nd</blockquote><br>\ne");
    }

    /** The time-out is far above what writing takes. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLineWithoutEndIsWritten() {
        for (String c : List.of("a", ">", " ")) {
            String text = c.repeat(500_000);
            assertThat(StyledHtml.of(text, List.of(new Span(0, text.length(), Style.QUOTE))))
                    .startsWith("<blockquote>");
        }
    }
}
