package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Message Styling (XEP-0393): finds the styles that clients will show for a plain text. Directives
 * belong to the span, as they are shown with it. Takes time in proportion to the text, whatever it
 * says.
 */
public final class Styling {
    /** What has more styles than this is art, not a message. */
    static final int MAX_SPANS = 500;

    private static final int MAX_QUOTES = 16;
    private static final String FENCE = "```";

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    private Styling(String text) {
        this.text = text;
    }

    /** The spans of a text, outer ones before those inside. */
    public static List<Span> spans(String text) {
        Styling styling = new Styling(text);
        styling.blocks(styling.lines(), 0);
        return List.copyOf(styling.spans);
    }

    /** A line without its end; inside quotes it begins behind the marks of those. */
    private record Line(int start, int end) {
        boolean beginsWith(String what, String text) {
            return end - start >= what.length() && text.startsWith(what, start);
        }
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(new Line(start, end));
            start = end + 1;
        }
        lines.add(new Line(start, text.length()));
        return lines;
    }

    private void blocks(List<Line> lines, int depth) {
        int i = 0;
        while (i < lines.size()) {
            Line line = lines.get(i);
            if (line.beginsWith(FENCE, text)) {
                i = preformatted(lines, i);
            } else if (line.beginsWith(">", text) && depth < MAX_QUOTES) {
                i = quotation(lines, i, depth);
            } else {
                new InlineStyles(text, this::add).find(line.start(), line.end());
                i++;
            }
        }
    }

    /** Section 5.1.2: up to a line of nothing but the fence, or the end of the parent. */
    private int preformatted(List<Line> lines, int first) {
        int i = first + 1;
        while (i < lines.size()) {
            Line line = lines.get(i++);
            if (text.substring(line.start(), line.end()).equals(FENCE)) {
                break;
            }
        }
        add(new Span(lines.get(first).start(), lines.get(i - 1).end(), Style.CODE_BLOCK));
        return i;
    }

    /** Section 5.1.3: all lines with a mark; they lose it and one space. */
    private int quotation(List<Line> lines, int first, int depth) {
        List<Line> inside = new ArrayList<>();
        int i = first;
        while (i < lines.size() && lines.get(i).beginsWith(">", text)) {
            Line line = lines.get(i++);
            int start = line.start() + 1;
            boolean space = start < line.end() && Character.isWhitespace(text.charAt(start));
            inside.add(new Line(space ? start + 1 : start, line.end()));
        }
        add(new Span(lines.get(first).start(), lines.get(i - 1).end(), Style.QUOTE));
        blocks(inside, depth + 1);
        return i;
    }

    private void add(Span span) {
        if (spans.size() < MAX_SPANS) {
            spans.add(span);
        }
    }
}
