package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Message Markup (XEP-0394): styles beside the text, counted in code points (XEP-0426). */
final class SpanMarkup {
    static final String NAMESPACE = "urn:xmpp:markup:0";

    private SpanMarkup() {}

    /** The spans a markup element gives to a text; what does not fit the text is left out. */
    static List<Span> read(Element markup, String text) {
        List<Span> spans = new ArrayList<>();
        // Each place is counted from the beginning of the text, be it right or wrong.
        for (Element each : markup.elements().stream().limit(Styling.MAX_SPANS).toList()) {
            int start = CodePoints.index(text, each.attributeValue("start"));
            int end = CodePoints.index(text, each.attributeValue("end"));
            if (start < 0 || start >= end) {
                continue;
            }
            switch (each.getName()) {
                case "span" ->
                        each.elements()
                                .forEach(style -> add(spans, start, end, style(style.getName())));
                case "bcode" -> add(spans, start, end, Style.CODE_BLOCK);
                case "bquote" -> add(spans, start, end, Style.QUOTE);
                default -> {} // lists look as they are written
            }
        }
        return spans;
    }

    /** Adds the spans of a text to its message. */
    static void write(Element message, String text, List<Span> spans) {
        Element markup = Xml.element("markup", NAMESPACE);
        for (Span span : spans) {
            String name =
                    switch (span.style()) {
                        case BOLD -> "strong";
                        case ITALIC, UNDERLINE -> "emphasis";
                        case STRIKE -> "deleted";
                        case CODE -> "code";
                        case CODE_BLOCK -> "bcode";
                        case QUOTE -> "bquote";
                        case COLOUR, BACKGROUND, LINK, ITEM -> "";
                    };
            boolean block = span.style() == Style.CODE_BLOCK || span.style() == Style.QUOTE;
            if (name.isEmpty()) {
                continue; // there is no word for it
            }
            Element element = Xml.child(markup, block ? name : "span");
            Xml.attribute(element, "start", count(text, span.start()));
            Xml.attribute(element, "end", count(text, span.end()));
            if (!block) {
                Xml.child(element, name);
            }
        }
        if (markup.nodeCount() > 0) {
            message.add(markup);
        }
    }

    private static String count(String text, int index) {
        return Integer.toString(text.codePointCount(0, index));
    }

    private static void add(List<Span> spans, int start, int end, @Nullable Style style) {
        if (style != null && spans.size() < Styling.MAX_SPANS) {
            spans.add(new Span(start, end, style));
        }
    }

    private static @Nullable Style style(String name) {
        return switch (name) {
            case "strong" -> Style.BOLD;
            case "emphasis" -> Style.ITALIC;
            case "deleted" -> Style.STRIKE;
            case "code" -> Style.CODE;
            default -> null;
        };
    }
}
