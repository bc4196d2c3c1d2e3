package im.isthmus.core.content;

/**
 * How a part of a text looks.
 *
 * @param start index of its first UTF-16 unit
 * @param end index behind its last UTF-16 unit
 */
public record Span(int start, int end, Style style) {
    /** The looks that XEP-0393 and XEP-0394 know, and those of IRC. */
    public enum Style {
        BOLD,
        ITALIC,
        UNDERLINE,
        STRIKE,
        CODE,
        CODE_BLOCK,
        QUOTE
    }
}
