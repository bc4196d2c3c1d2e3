package im.isthmus.email.text;

import im.isthmus.core.content.Span;
import java.util.List;

/**
 * A text and how parts of it look.
 *
 * @param spans within the text
 */
public record LookedText(String text, List<Span> spans) {
    public LookedText {
        spans = List.copyOf(spans);
    }

    /** A text that looks like nothing special. */
    public static LookedText plain(String text) {
        return new LookedText(text, List.of());
    }

    /** What is left of the looks if so many characters are put before, and the text ends early. */
    public List<Span> spansWithin(int before, int end) {
        return spans.stream()
                .map(span -> span.at(span.start() + before, Math.min(span.end() + before, end)))
                .filter(span -> span.start() < span.end())
                .toList();
    }
}
