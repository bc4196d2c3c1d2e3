package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * XHTML-IM (XEP-0071) for looks that nothing else in XMPP can say, such as colours. Within a line
 * it is written flat: each stretch of text is wrapped in all of its own looks, so that crossing
 * spans need no thought.
 */
final class XhtmlBody {
    /** What could be taken for where a link leads. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}][.:@/\u3002\uff0e\uff61][\\p{L}\\p{N}/]");

    private final String text;
    private final List<Look> looks;
    private final Element body;

    /** The lists that go on, the outermost first. */
    private final List<Element> lists = new ArrayList<>();

    private @Nullable Element paragraph;
    private int breaks;

    private XhtmlBody(String text, List<Span> spans, Element body) {
        this.text = text;
        this.looks = spans.stream().map(span -> new Look(span, wordsEnd(text, span))).toList();
        this.body = body;
    }

    /**
     * A span, and where its words end.
     *
     * @param wordsEnd before the end of the span, if the rest need not be shown
     */
    private record Look(Span span, int wordsEnd) {
        boolean isIn(int from, int to) {
            return span.start() < to && from < span.end();
        }

        boolean isAllOver(int from, int to) {
            return span.start() <= from && to <= span.end();
        }
    }

    /** The html element of a message; null if the other ways say it all. */
    static @Nullable Element of(String text, List<Span> spans) {
        if (spans.size() > Styling.MAX_SPANS
                || spans.stream().noneMatch(span -> span.style().needsXhtml())) {
            return null;
        }
        Element html = Xml.element("html", XhtmlStyles.NAMESPACE);
        new XhtmlBody(text, spans, Xml.child(html, "body", XhtmlStyles.XHTML)).write();
        return html;
    }

    private void write() {
        int at = 0;
        for (String line : text.split("\n", -1)) {
            line(at, at + line.length());
            at += line.length() + 1;
        }
    }

    private void line(int start, int end) {
        List<Look> here = looks.stream().filter(look -> look.isIn(start, end)).toList();
        Optional<Span> mark =
                here.stream()
                        .map(Look::span)
                        .filter(span -> span.style() == Style.ITEM && span.start() == start)
                        .filter(span -> span.end() <= end)
                        .findFirst();
        Element item = mark.map(this::item).orElse(null);
        if (item != null) {
            paragraph = null;
            stretches(item, here, mark.get().end(), end);
            return;
        }
        if (paragraph != null) {
            breaks++;
        }
        if (start < end) {
            lists.clear();
            stretches(inParagraph(), here, start, end);
        }
    }

    private Element inParagraph() {
        Element in = paragraph;
        if (in == null) {
            breaks = 0;
            in = Xml.child(body, "p");
            paragraph = in;
        }
        for (; breaks > 0; breaks--) {
            Xml.child(in, "br");
        }
        return in;
    }

    /** A new item of a list; null if its number is not the one that it would have. */
    private @Nullable Element item(Span mark) {
        String shown = text.substring(mark.start(), mark.end());
        int indented = (shown.length() - shown.stripLeading().length()) / 2;
        int depth = Math.min(indented, lists.size());
        boolean numbered = shown.strip().endsWith(".");
        String name = numbered ? "ol" : "ul";
        while (lists.size() > depth + 1) {
            lists.removeLast();
        }
        if (lists.size() > depth && !lists.getLast().getName().equals(name)) {
            lists.removeLast();
        }
        int known = lists.size() > depth ? lists.getLast().nodeCount() : 0;
        if (numbered && !shown.strip().equals(known + 1 + ".")) {
            return null;
        }
        if (lists.size() == depth) {
            Element parent = depth == 0 ? body : lists.getLast().elements().getLast();
            lists.add(Xml.child(parent, name));
        }
        return Xml.child(lists.getLast(), "li");
    }

    private void stretches(Element inside, List<Look> here, int start, int end) {
        TreeSet<Integer> borders = new TreeSet<>(List.of(start, end));
        for (Look look : here) {
            borders.add(Math.clamp(look.span().start(), start, end));
            borders.add(Math.clamp(look.span().end(), start, end));
            borders.add(Math.clamp(look.wordsEnd(), start, end));
        }
        int from = start;
        for (int to : borders.tailSet(start, false)) {
            stretch(inside, here, from, to);
            from = to;
        }
    }

    private void stretch(Element where, List<Look> here, int from, int to) {
        List<Look> all = here.stream().filter(look -> look.isAllOver(from, to)).toList();
        if (all.stream().anyMatch(look -> from >= look.wordsEnd())) {
            return; // the link itself says it
        }
        Element inside = where;
        StringBuilder css = new StringBuilder();
        for (Look look : all) {
            Span span = look.span();
            String name = name(span);
            inside = name.isEmpty() ? inside : Xml.child(inside, name);
            if (name.equals("a")) {
                Xml.attribute(inside, "href", String.valueOf(span.value()));
            }
            css.append(css(span));
        }
        if (!css.isEmpty()) {
            inside = Xml.attribute(Xml.child(inside, "span"), "style", css.toString());
        }
        inside.addText(text.substring(from, to));
    }

    /**
     * Where the words of a link end; its address behind them is left out, unless somebody might
     * take the words for another one.
     */
    private static int wordsEnd(String text, Span span) {
        String target = span.value();
        if (span.style() != Style.LINK || target == null || span.end() > text.length()) {
            return span.end();
        }
        String address = " <" + Links.shown(target) + ">";
        String shown = text.substring(span.start(), span.end());
        if (!shown.endsWith(address)) {
            return span.end();
        }
        int end = span.end() - address.length();
        boolean clear = !ADDRESS.matcher(text.substring(span.start(), end)).find();
        return clear && Links.isHarmless(target) ? end : span.end();
    }

    /** What section 7 recommends for it; the rest is CSS. */
    private static String name(Span span) {
        return switch (span.style()) {
            case BOLD -> "strong";
            case ITALIC -> "em";
            case CODE -> "code";
            case LINK -> Links.isHarmless(String.valueOf(span.value())) ? "a" : "";
            case UNDERLINE, STRIKE, COLOUR, BACKGROUND, CODE_BLOCK, QUOTE, ITEM -> "";
        };
    }

    private static String css(Span span) {
        return switch (span.style()) {
            case UNDERLINE -> "text-decoration: underline;";
            case STRIKE -> "text-decoration: line-through;";
            case COLOUR -> "color: " + span.value() + ";";
            case BACKGROUND -> "background-color: " + span.value() + ";";
            case BOLD, ITALIC, CODE, CODE_BLOCK, QUOTE, LINK, ITEM -> "";
        };
    }
}
