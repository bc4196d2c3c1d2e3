package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dom4j.Element;
import org.dom4j.Node;
import org.jspecify.annotations.Nullable;

/**
 * XHTML-IM (XEP-0071), as older clients still send it. Only the looks are taken from it, and only
 * if it says the same as the plain text: nobody may show one thing to some and another to others.
 */
final class XhtmlStyles {
    static final String NAMESPACE = "http://jabber.org/protocol/xhtml-im";
    static final String XHTML = "http://www.w3.org/1999/xhtml";

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private int place;
    private int spaceFrom = -1;
    private int spaceEnd;
    private boolean differs;

    private XhtmlStyles(String text) {
        this.text = text;
    }

    /** The spans that the XHTML of a message gives to its text; null if it has none. */
    static @Nullable List<Span> read(Element message, String text) {
        Element html = Xml.find(message, "html", NAMESPACE);
        Element body = html == null ? null : Xml.find(html, "body", XHTML);
        if (body == null) {
            return null;
        }
        XhtmlStyles reading = new XhtmlStyles(text);
        reading.walk(body);
        boolean all = !reading.differs && reading.skipSpace(reading.place) == text.length();
        return all ? reading.spans : null;
    }

    private void walk(Element element) {
        int start = skipSpace(place);
        int before = spans.size();
        for (int i = 0, n = element.nodeCount(); i < n && !differs; i++) {
            Node node = element.node(i);
            if (node instanceof Element child) {
                walk(child);
            } else if (node.getNodeType() == Node.TEXT_NODE
                    || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                match(node.getText());
            }
        }
        if (start < place) {
            for (Style style : styles(element)) {
                add(before, new Span(start, place, style));
            }
            String css = element.attributeValue("style", "");
            colour(before, start, Style.COLOUR, Css.colour(css, "color"));
            colour(before, start, Style.BACKGROUND, Css.colour(css, "background-color"));
        }
    }

    private void colour(int before, int start, Style style, @Nullable String colour) {
        if (colour != null) {
            add(before, new Span(start, place, style, colour));
        }
    }

    private void add(int before, Span span) {
        if (spans.size() < Styling.MAX_SPANS) {
            spans.add(before, span);
        }
    }

    /** Both texts must go on with the same characters; spaces do not count. */
    private void match(String html) {
        for (int i = 0; i < html.length() && !differs; i++) {
            char c = html.charAt(i);
            if (!isSpace(c)) {
                int next = skipSpace(place);
                differs = next >= text.length() || text.charAt(next) != c;
                place = next + 1;
            }
        }
    }

    /** Each element asks anew, and all may stand before the same long space. */
    private int skipSpace(int from) {
        if (from != spaceFrom) {
            int i = from;
            while (i < text.length() && isSpace(text.charAt(i))) {
                i++;
            }
            spaceFrom = from;
            spaceEnd = i;
        }
        return spaceEnd;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static Set<Style> styles(Element element) {
        Set<Style> styles = EnumSet.noneOf(Style.class);
        switch (element.getName()) {
            case "strong", "b", "h1", "h2", "h3", "h4", "h5", "h6" -> styles.add(Style.BOLD);
            case "em", "i", "cite", "dfn", "var" -> styles.add(Style.ITALIC);
            case "u", "ins" -> styles.add(Style.UNDERLINE);
            case "s", "strike", "del" -> styles.add(Style.STRIKE);
            case "code", "kbd", "samp", "tt" -> styles.add(Style.CODE);
            case "pre" -> styles.add(Style.CODE_BLOCK);
            case "blockquote" -> styles.add(Style.QUOTE);
            default -> {}
        }
        String css = element.attributeValue("style", "").toLowerCase(Locale.ROOT);
        if (css.matches("(?s).{0,200}font-weight:\\s?bold.{0,200}")) {
            styles.add(Style.BOLD);
        }
        if (css.matches("(?s).{0,200}font-style:\\s?(italic|oblique).{0,200}")) {
            styles.add(Style.ITALIC);
        }
        if (css.contains("underline")) {
            styles.add(Style.UNDERLINE);
        }
        if (css.contains("line-through")) {
            styles.add(Style.STRIKE);
        }
        return styles;
    }
}
