package im.isthmus.core.content;

import org.jspecify.annotations.Nullable;

/**
 * How a part of a text looks.
 *
 * @param start index of its first UTF-16 unit
 * @param end index behind its last UTF-16 unit
 * @param value the colour, as {@code #rrggbb} in lower case, or where the link leads; null for the
 *     other styles
 */
public record Span(int start, int end, Style style, @Nullable String value) {
    public Span {
        if (style.hasValue() != (value != null)) {
            throw new IllegalArgumentException(style + " with " + value);
        }
    }

    /** A part with a look that is no colour and no link. */
    public Span(int start, int end, Style style) {
        this(start, end, style, null);
    }

    /** The same look somewhere else. */
    public Span at(int otherStart, int otherEnd) {
        return new Span(otherStart, otherEnd, style, value);
    }

    /** The looks that XEP-0393 and XEP-0394 know, those of IRC, and what else is in HTML mails. */
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
        BACKGROUND,
        /**
         * Words that lead somewhere; where that is follows in the text in angle brackets, if at
         * all.
         */
        LINK,
        /**
         * What marks an item of a list at the beginning of a line: spaces, and a dot or a number.
         */
        ITEM;

        /** Whether it is not enough to say that it is so. */
        public boolean hasValue() {
            return this == COLOUR || this == BACKGROUND || this == LINK;
        }

        /** Whether only XHTML-IM (XEP-0071) has a way to say it. */
        public boolean needsXhtml() {
            return hasValue() || this == ITEM;
        }
    }
}
