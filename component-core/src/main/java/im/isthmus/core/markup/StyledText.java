package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans written into the text as the directives of Message Styling (XEP-0393), which is what
 * clients show. It cannot underline: that is emphasis, as between underscores.
 */
final class StyledText {
    private final String text;
    private final List<Insertion> insertions = new ArrayList<>();
    private final List<Span> written = new ArrayList<>();

    private StyledText(String text) {
        this.text = text;
    }

    /**
     * The text with directives.
     *
     * @return null if clients would see other styles in it than the spans
     */
    static @Nullable String of(String text, List<Span> spans) {
        Set<Span> meant = new HashSet<>();
        spans.stream()
                .filter(span -> !span.style().needsXhtml())
                .forEach(span -> meant.add(shown(span)));
        if (meant.equals(Set.copyOf(Styling.spans(text)))) {
            return text; // written with directives already
        }
        return new StyledText(text).write(meant);
    }

    private static Span shown(Span span) {
        return span.style() == Style.UNDERLINE
                ? new Span(span.start(), span.end(), Style.ITALIC)
                : span;
    }

    /**
     * Something put into the text; at one place, closing directives come before opening ones.
     *
     * @param order among those at the same place
     */
    private record Insertion(int at, int order, String what, int span, boolean opening) {}

    private @Nullable String write(Set<Span> spans) {
        List<Span> outerFirst = new ArrayList<>(spans);
        outerFirst.sort(
                Comparator.comparingInt(Span::start)
                        .thenComparing(Comparator.comparingInt(Span::end).reversed())
                        .thenComparing(Span::style));
        for (Span span : outerFirst) {
            switch (span.style()) {
                case QUOTE -> quote(span);
                case CODE_BLOCK -> fence(span);
                case BOLD, ITALIC, STRIKE, CODE -> inline(span);
                case UNDERLINE,
                        COLOUR,
                        BACKGROUND,
                        LINK,
                        ITEM -> {} // are something else by now, or left out
            }
        }
        return rendered();
    }

    private void inline(Span span) {
        String directive = String.valueOf(InlineStyles.directive(span.style()));
        int line = span.start();
        while (line < span.end()) {
            int newline = text.indexOf('\n', line);
            int end = newline < 0 ? span.end() : Math.min(newline, span.end());
            int from = line;
            int to = end;
            while (from < to && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            if (from < to) {
                surround(from, to, span.style(), directive, directive);
            }
            line = end + 1;
        }
    }

    private void quote(Span span) {
        int start = text.lastIndexOf('\n', span.start() - 1) + 1;
        int index = mark(span.style());
        int last = -1;
        for (int line = start; line < span.end() && line >= 0; ) {
            boolean marked = text.startsWith(">", line);
            insertions.add(
                    new Insertion(
                            marked ? Math.max(line, span.start()) : line,
                            1000 + index,
                            marked ? "" : "> ",
                            index,
                            last < 0));
            last = line;
            int newline = text.indexOf('\n', line);
            line = newline < 0 ? -1 : newline + 1;
        }
        int end = last < 0 ? -1 : text.indexOf('\n', last);
        insertions.add(new Insertion(end < 0 ? text.length() : end, 900 - index, "", index, false));
    }

    private void fence(Span span) {
        boolean whole =
                (span.start() == 0 || text.charAt(span.start() - 1) == '\n')
                        && (span.end() == text.length() || text.charAt(span.end()) == '\n');
        if (whole) {
            surround(span.start(), span.end(), span.style(), "```\n", "\n```");
        }
    }

    private void surround(int from, int to, Style style, String open, String close) {
        int index = mark(style);
        insertions.add(new Insertion(from, 1000 + index, open, index, true));
        insertions.add(new Insertion(to, 900 - index, close, index, false));
    }

    /** A number for something written; where it lies is known when all is put together. */
    private int mark(Style style) {
        written.add(new Span(-1, -1, style));
        return written.size() - 1;
    }

    private @Nullable String rendered() {
        insertions.sort(Comparator.comparingInt(Insertion::at).thenComparingInt(Insertion::order));
        StringBuilder out = new StringBuilder(text.length() + 2 * insertions.size());
        int from = 0;
        for (Insertion each : insertions) {
            out.append(text, from, each.at());
            from = each.at();
            Span span = written.get(each.span());
            if (each.opening()) {
                written.set(each.span(), new Span(out.length(), span.end(), span.style()));
            }
            out.append(each.what());
            if (!each.opening()) {
                Span begun = written.get(each.span());
                written.set(each.span(), new Span(begun.start(), out.length(), begun.style()));
            }
        }
        String styled = out.append(text, from, text.length()).toString();
        return Set.copyOf(Styling.spans(styled)).equals(Set.copyOf(written)) ? styled : null;
    }
}
