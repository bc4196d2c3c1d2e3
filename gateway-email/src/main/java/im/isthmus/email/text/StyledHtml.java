package im.isthmus.email.text;

import im.isthmus.core.content.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a chat message with its styles as HTML for mail programs. */
public final class StyledHtml {
    private static final Pattern LINK =
            Pattern.compile("\\b(https?://[^\\s<>\"]*[^\\s<>\"'.,;:!?)])");

    private final String text;
    private final List<Span> spans;
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private final Deque<Span> open = new ArrayDeque<>();
    private int line;

    /** Whether the line has had nothing else so far. */
    private boolean quoteMarks = true;

    private StyledHtml(String text, List<Span> spans) {
        this.text = text;
        this.spans =
                spans.stream()
                        .filter(span -> span.start() >= 0 && span.end() <= text.length())
                        .filter(span -> span.start() < span.end())
                        .sorted(
                                Comparator.comparingInt(Span::start)
                                        .thenComparing(Span::end, Comparator.reverseOrder()))
                        .toList();
    }

    /** A piece of a document. */
    public static String of(String text, List<Span> spans) {
        return new StyledHtml(text, spans).render();
    }

    /** A whole document made of pieces. */
    public static String document(String pieces) {
        return "<!DOCTYPE html>\n<html><body>\n" + pieces + "\n</body></html>\n";
    }

    private String render() {
        int next = 0;
        for (int at = 0; at <= text.length(); at++) {
            passed(at - 1);
            closeEnding(at);
            while (next < spans.size() && spans.get(next).start() == at) {
                open(spans.get(next++));
            }
            if (at < text.length() && !isMark(at)) {
                words.append(text.charAt(at));
            }
        }
        flush();
        return html.toString();
    }

    private void passed(int at) {
        char c = at < 0 ? '\n' : text.charAt(at);
        line = c == '\n' ? at + 1 : line;
        quoteMarks = c == '\n' || (quoteMarks && (c == '>' || c == ' '));
    }

    private void open(Span span) {
        flush();
        html.append('<').append(tag(span)).append(colour(span)).append('>');
        open.push(span);
    }

    /** Closes what ends here, and opens again what was within it and goes on. */
    private void closeEnding(int at) {
        List<Span> again = new ArrayList<>();
        while (open.stream().anyMatch(span -> span.end() <= at)) {
            flush();
            Span top = open.pop();
            html.append("</").append(tag(top)).append('>');
            if (top.end() > at) {
                again.addFirst(top);
            }
        }
        again.forEach(this::open);
    }

    /** The marks of XEP-0393 are what the styles are shown by already. */
    private boolean isMark(int at) {
        for (Span span : open) {
            String mark =
                    switch (span.style()) {
                        case BOLD -> "*";
                        case ITALIC -> "_";
                        case STRIKE -> "~";
                        case CODE -> "`";
                        default -> "";
                    };
            boolean edge = at == span.start() || at == span.end() - 1;
            if (!mark.isEmpty()
                    && edge
                    && span.end() - span.start() > 2
                    && text.startsWith(mark, span.start())
                    && text.startsWith(mark, span.end() - 1)) {
                return true;
            }
        }
        return quoteMark(at);
    }

    private boolean quoteMark(int at) {
        boolean quoted = open.stream().anyMatch(span -> span.style() == Span.Style.QUOTE);
        return quoted
                && quoteMarks
                && text.charAt(at) == (at > line && text.charAt(at - 1) == '>' ? ' ' : '>');
    }

    private static String tag(Span span) {
        return switch (span.style()) {
            case BOLD -> "strong";
            case ITALIC -> "em";
            case UNDERLINE -> "u";
            case STRIKE -> "del";
            case CODE -> "code";
            case CODE_BLOCK -> "pre";
            case QUOTE -> "blockquote";
            case COLOUR, BACKGROUND, LINK, ITEM -> "span";
        };
    }

    private static String colour(Span span) {
        String property =
                switch (span.style()) {
                    case COLOUR -> "color";
                    case BACKGROUND -> "background-color";
                    default -> "";
                };
        return property.isEmpty()
                ? ""
                : " style=\"" + property + ": " + escape(String.valueOf(span.value())) + "\"";
    }

    private void flush() {
        boolean pre = open.stream().anyMatch(span -> span.style() == Span.Style.CODE_BLOCK);
        Matcher link = LINK.matcher(words);
        int end = 0;
        while (link.find()) {
            String target = escape(link.group(1));
            plain(words.substring(end, link.start()), pre);
            html.append("<a href=\"").append(target).append("\">").append(target).append("</a>");
            end = link.end();
        }
        plain(words.substring(end), pre);
        words.setLength(0);
    }

    private void plain(String piece, boolean pre) {
        String escaped = escape(piece);
        html.append(pre ? escaped : escaped.replace("\n", "<br>\n"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
