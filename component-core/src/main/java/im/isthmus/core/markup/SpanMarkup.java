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
        for (Element each : markup.elements()) {
            switch (each.getName()) {
                case "span" -> {
                    for (Element style : each.elements()) {
                        add(spans, each, style(style.getName()), text);
                    }
                }
                case "bcode" -> add(spans, each, Style.CODE_BLOCK, text);
                case "bquote" -> add(spans, each, Style.QUOTE, text);
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

    private static void add(List<Span> spans, Element element, @Nullable Style style, String text) {
        int start = CodePoints.index(text, element.attributeValue("start"));
        int end = CodePoints.index(text, element.attributeValue("end"));
        if (style != null && start >= 0 && start < end && spans.size() < Styling.MAX_SPANS) {
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
