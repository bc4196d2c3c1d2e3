package im.isthmus.core.markup;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MarkupTest {
    private static final String XHTML =
            "<html xmlns='http://jabber.org/protocol/xhtml-im'>"
                    + "<body xmlns='http://www.w3.org/1999/xhtml'>%s</body></html>";

    @Test
    void markupBesideTheTextIsCountedInCodePoints() {
        assertThat(
                        read(
                                "😀 really no",
                                "<markup xmlns='urn:xmpp:markup:0'>"
                                        + "<span start='2' end='8'><emphasis/><strong/></span>"
                                        + "<bquote start='0' end='99'/></markup>"))
                .containsExactly(new Span(3, 9, Style.ITALIC), new Span(3, 9, Style.BOLD));
    }

    @Test
    void aTextOfManyLinksAndManyLinesIsShownWhole() {
        StringBuilder text = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int start = text.length();
            text.append("here <http://x/>");
            spans.add(new Span(start, text.length(), Span.Style.LINK, "http://x/"));
        }
        text.append("\nmore".repeat(10_000));
        spans.add(new Span(0, text.length(), Span.Style.LINK, "http://y/"));
        Element html = Objects.requireNonNull(Markup.look(text.toString(), spans).html());
        assertThat(html.asXML().split("<br/>", -1)).hasSize(10_001);
        assertThat(html.getStringValue()).isEqualTo("here".repeat(400) + "more".repeat(10_000));
    }

    @Test
    void linesWithoutEndInStylesWithoutEndAreShownWithoutThem() {
        String text = "a\n".repeat(100_000);
        for (Style style : List.of(Style.QUOTE, Style.BOLD, Style.COLOUR)) {
            List<Span> spans =
                    IntStream.range(0, 500)
                            .mapToObj(i ->
                                    new Span(
                                            i,
                                            text.length(),
                                            style,
                                            style.hasValue() ? "#ff0000" : null))
                            .toList();
            Markup.Look look = Markup.look(text, spans);
            assertThat(look.body()).isEqualTo(text);
            assertThat(look.html()).isNull();
        }
    }

    /** What is made to be read for minutes; the time-out is far above what reading takes. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMessageOfOneThingAgainAndAgainIsRead() throws Exception {
        String spaces = " ".repeat(200_000) + "x";
        assertThat(read(spaces, XHTML.formatted("<b/>".repeat(50_000) + "x"))).isEmpty();
        String end = "<bquote start='200000' end='200000'/>";
        assertThat(read(spaces, markup(end.repeat(10_000)))).isEmpty();
    }

    private static String markup(String content) {
        return "<markup xmlns='urn:xmpp:markup:0'>" + content + "</markup>";
    }

    @Test
    void xhtmlThatSaysTheSameGivesTheLooks() {
        assertThat(
                        read(
                                "so bold and\nred",
                                XHTML.formatted(
                                        "<p>so <strong>bold <em>and</em></strong></p>"
                                                + "<p><span style='text-decoration: underline'>red"
                                                + "</span></p>")))
                .containsExactlyInAnyOrder(
                        new Span(3, 11, Style.BOLD),
                        new Span(8, 11, Style.ITALIC),
                        new Span(12, 15, Style.UNDERLINE));
    }

    @Test
    void xhtmlThatSaysSomethingElseIsNotBelieved() {
        assertThat(read("pay bob", XHTML.formatted("<p><b>pay</b> eve</p>"))).isEmpty();
        assertThat(read("pay bob", XHTML.formatted("<b>pay</b>"))).isEmpty();
        assertThat(read("pay", XHTML.formatted("<b>pay bob</b>"))).isEmpty();
    }

    @Test
    void directivesCountUnlessTheMessageIsUnstyled() {
        assertThat(read("*x*", "")).containsExactly(new Span(0, 3, Style.BOLD));
        assertThat(read("*x*", "<unstyled xmlns='urn:xmpp:styling:0'/>")).isEmpty();
    }

    @Test
    void whatIsUnderlinedIsEmphasized() throws DocumentException {
        assertThat(Markup.look("so red it is", List.of(new Span(3, 6, Style.UNDERLINE))).body())
                .isEqualTo("so _red_ it is");
        Span inside = new Span(2, 4, Style.UNDERLINE);
        Element message = DocumentHelper.parseText("<message/>").getRootElement();
        Markup.look("inword", List.of(inside)).addBeside(message, "inword", 0);
        assertThat(message.asXML()).contains("<span start=\"2\" end=\"4\"><emphasis/></span>");
    }

    @Test
    void quotationsThatAreMarkedInTheTextAreNotMarkedAgain() {
        String text = "so\n> red\n> > blue\n> it is";
        List<Span> quotes = List.of(new Span(3, 25, Style.QUOTE), new Span(11, 17, Style.QUOTE));
        List<Span> spans = new ArrayList<>(quotes);
        assertThat(Styling.spans(text)).containsExactlyInAnyOrderElementsOf(quotes);
        spans.add(new Span(5, 8, Style.BOLD));
        assertThat(Markup.look(text, spans).body()).isEqualTo("so\n> *red*\n> > blue\n> it is");
    }

    @Test
    void marksThatAreNoneAreSaidToBeNone() throws DocumentException {
        Element message = DocumentHelper.parseText("<message/>").getRootElement();
        Markup.look("2 *3* 4", List.of(), true).addBeside(message, "2 *3* 4", 0);
        assertThat(message.asXML()).contains("<unstyled xmlns=\"urn:xmpp:styling:0\"/>");
        assertThat(Markup.look("2 *3* 4", List.of()).unstyled()).isFalse();
        assertThat(Markup.look("2 * 3 * 4", List.of(), true).unstyled()).isFalse();
        List<Span> quote = List.of(new Span(0, 3, Style.QUOTE));
        assertThat(Markup.look("> q", quote, true).unstyled()).isFalse();
        assertThat(Markup.look("> q", List.of(), true).unstyled()).isTrue();
    }

    @Test
    void whatCannotBeWrittenInIsSaidBeside() throws DocumentException {
        Element message = DocumentHelper.parseText("<message/>").getRootElement();
        Markup.Look look = Markup.look("inword", List.of(new Span(2, 4, Style.BOLD)));
        look.addBeside(message, "> q\ninword", 4);

        assertThat(look.body()).isEqualTo("inword");
        assertThat(message.asXML())
                .isEqualTo(
                        "<message><markup xmlns=\"urn:xmpp:markup:0\"><span start=\"6\" end=\"8\">"
                                + "<strong/></span></markup>"
                                + "<unstyled xmlns=\"urn:xmpp:styling:0\"/></message>");
    }

    @Test
    void coloursAreSaidInXhtmlAndReadFromIt() throws DocumentException {
        Element message = DocumentHelper.parseText("<message/>").getRootElement();
        List<Span> spans =
                List.of(
                        new Span(0, 7, Style.COLOUR, "#ff0000"),
                        new Span(4, 7, Style.BACKGROUND, "#000000"),
                        new Span(4, 7, Style.UNDERLINE));
        Markup.Look look = Markup.look("red\nink dry", spans);
        look.addBeside(message, look.body(), 0);

        assertThat(look.body()).isEqualTo("red\n_ink_ dry");
        assertThat(message.asXML())
                .isEqualTo(
                        "<message>"
                                + XHTML.replace('\'', '"')
                                        .formatted(
                                                "<p><span style=\"color: #ff0000;\">red</span><br/>"
                                                        + "<span style=\"color: #ff0000;"
                                                        + "background-color: #000000;"
                                                        + "text-decoration: underline;\">ink</span>"
                                                        + " dry</p>")
                                + "</message>");
        assertThat(Markup.read(message, "red\nink dry"))
                .contains(
                        new Span(0, 3, Style.COLOUR, "#ff0000"),
                        new Span(4, 7, Style.BACKGROUND, "#000000"),
                        new Span(4, 7, Style.UNDERLINE));
    }

    @Test
    void linksAndListsAreSaidInXhtml() {
        String text = "see here <https://x.test/>\n\n• a\n  1. b\n  2. c\n• d\n\nend\n1. no";
        List<Span> spans =
                List.of(
                        new Span(4, 26, Style.BOLD),
                        new Span(4, 26, Style.LINK, "https://x.test/"),
                        new Span(28, 30, Style.ITEM),
                        new Span(32, 37, Style.ITEM),
                        new Span(39, 44, Style.ITEM),
                        new Span(46, 48, Style.ITEM));
        assertThat(html(text, spans))
                .isEqualTo(
                        "<p>see <strong><a href=\"https://x.test/\">here</a></strong></p><ul><li>a"
                                + "<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"
                                + "<p>end<br/>1. no</p>");
    }

    @Test
    void aNumberThatDoesNotFollowStays() {
        List<Span> spans = List.of(new Span(0, 3, Style.ITEM), new Span(5, 8, Style.ITEM));
        assertThat(html("1. a\n3. c", spans)).isEqualTo("<ol><li>a</li></ol><p>3. c</p>");
    }

    @Test
    void aLinkWhoseWordsLookLikeAnAddressSaysWhereItLeadsAndOnlyHarmlessOnesLead() {
        String text = "bank.test <https://x.test/>";
        assertThat(html(text, List.of(new Span(0, 27, Style.LINK, "https://x.test/"))))
                .contains(">bank.test &lt;https://x.test/&gt;</a>");
        for (String bad :
                List.of("javascript:alert(1)", "data:text/html,x", "//x.test", "https://x/ y")) {
            assertThat(html("click", List.of(new Span(0, 5, Style.LINK, bad))))
                    .as(bad)
                    .isEqualTo("<p>click</p>");
        }
    }

    private static String html(String text, List<Span> spans) {
        Element html = Markup.look(text, spans).html();
        return html == null
                ? ""
                : html.elements().getFirst().asXML().replaceAll("</?body[^>]*>", "");
    }

    @Test
    void xhtmlIsSentOnlyForWhatNothingElseCanSay() throws DocumentException {
        Element message = DocumentHelper.parseText("<message/>").getRootElement();
        Markup.look("bold", List.of(new Span(0, 4, Style.BOLD))).addBeside(message, "*bold*", 0);
        assertThat(message.elements()).isEmpty();
    }

    private static List<Span> read(String body, String payload) {
        try {
            return Markup.read(
                    DocumentHelper.parseText("<message>" + payload + "</message>").getRootElement(),
                    body);
        } catch (DocumentException e) {
            throw new IllegalArgumentException(payload, e);
        }
    }
}
