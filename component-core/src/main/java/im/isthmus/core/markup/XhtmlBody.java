package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.TreeSet;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * XHTML-IM (XEP-0071) for looks that nothing else in XMPP can say, such as colours. Written flat:
 * each stretch of text is wrapped in all of its own looks, so that crossing spans need no thought.
 */
final class XhtmlBody {
    private final String text;
    private final List<Span> spans;
    private final Element paragraph;

    private XhtmlBody(String text, List<Span> spans, Element paragraph) {
        this.text = text;
        this.spans = spans;
        this.paragraph = paragraph;
    }

    /** The html element of a message; null if the other ways say it all. */
    static @Nullable Element of(String text, List<Span> spans) {
        if (spans.size() > Styling.MAX_SPANS
                || spans.stream().noneMatch(span -> span.style().isColour())) {
            return null;
        }
        Element html = Xml.element("html", XhtmlStyles.NAMESPACE);
        Element body = Xml.child(html, "body", XhtmlStyles.XHTML);
        new XhtmlBody(text, spans, Xml.child(body, "p")).write();
        return html;
    }

    private void write() {
        TreeSet<Integer> borders = new TreeSet<>(List.of(0, text.length()));
        for (Span span : spans) {
            borders.add(Math.clamp(span.start(), 0, text.length()));
            borders.add(Math.clamp(span.end(), 0, text.length()));
        }
        int from = 0;
        for (int to : borders.tailSet(1)) {
            stretch(from, to);
            from = to;
        }
    }

    private void stretch(int from, int to) {
        Element inside = paragraph;
        StringBuilder css = new StringBuilder();
        for (Span span : spans) {
            if (span.start() <= from && to <= span.end()) {
                String name = name(span.style());
                inside = name.isEmpty() ? inside : Xml.child(inside, name);
                css.append(css(span));
            }
        }
        if (!css.isEmpty()) {
            inside = Xml.attribute(Xml.child(inside, "span"), "style", css.toString());
        }
        String[] lines = text.substring(from, to).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                Xml.child(inside, "br");
            }
            if (!lines[i].isEmpty()) {
                inside.addText(lines[i]);
            }
        }
    }

    /** What section 7 recommends for it; the rest is CSS. */
    private static String name(Style style) {
        return switch (style) {
            case BOLD -> "strong";
            case ITALIC -> "em";
            case CODE -> "code";
            case UNDERLINE, STRIKE, COLOUR, BACKGROUND, CODE_BLOCK, QUOTE -> "";
        };
    }

    private static String css(Span span) {
        return switch (span.style()) {
            case UNDERLINE -> "text-decoration: underline;";
            case STRIKE -> "text-decoration: line-through;";
            case COLOUR -> "color: " + span.colour() + ";";
            case BACKGROUND -> "background-color: " + span.colour() + ";";
            case BOLD, ITALIC, CODE, CODE_BLOCK, QUOTE -> "";
        };
    }
}
