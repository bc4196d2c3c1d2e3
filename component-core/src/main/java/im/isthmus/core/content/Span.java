package im.isthmus.core.content;

import org.jspecify.annotations.Nullable;

/**
 * How a part of a text looks.
 *
 * @param start index of its first UTF-16 unit
 * @param end index behind its last UTF-16 unit
 * @param colour as {@code #rrggbb} in lower case, for the two styles that are colours; else null
 */
public record Span(int start, int end, Style style, @Nullable String colour) {
    public Span {
        if (style.isColour() != (colour != null)) {
            throw new IllegalArgumentException(style + " with colour " + colour);
        }
    }

    /** A part with a look that is no colour. */
    public Span(int start, int end, Style style) {
        this(start, end, style, null);
    }

    /** The same look somewhere else. */
    public Span at(int otherStart, int otherEnd) {
        return new Span(otherStart, otherEnd, style, colour);
    }

    /** The looks that XEP-0393 and XEP-0394 know, and those of IRC. */
    public enum Style {
        BOLD,
        ITALIC,
        UNDERLINE,
        STRIKE,
        CODE,
        CODE_BLOCK,
        QUOTE,
        /** Of the letters. */
        COLOUR,
        /** Behind the letters. */
        BACKGROUND;

        /** Whether only XHTML-IM (XEP-0071) has a way to say it. */
        public boolean isColour() {
            return this == COLOUR || this == BACKGROUND;
        }
    }
}
