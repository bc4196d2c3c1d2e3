package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The styles within one line (XEP-0393 section 5.2). */
final class InlineStyles {
    private final String text;
    private final Consumer<Span> found;

    InlineStyles(String text, Consumer<Span> found) {
        this.text = text;
        this.found = found;
    }

    /**
     * Finds all styles in a part of a line. Nested styles differ from those around them, for a
     * style ends at the first directive that can end it; so this calls itself four deep at most.
     */
    void find(int start, int end) {
        // A directive that nothing ends is not looked up again: the search would be quadratic.
        Set<Style> endless = EnumSet.noneOf(Style.class);
        int i = start;
        while (i < end) {
            Style style = style(text.charAt(i));
            int close =
                    style == null || endless.contains(style) || !opens(start, i, end)
                            ? -1
                            : close(i, end);
            if (close >= 0 && style != null) {
                found.accept(new Span(i, close + 1, style));
                if (style != Style.CODE) {
                    find(i + 1, close);
                }
                i = close + 1;
                continue;
            }
            if (style != null && opens(start, i, end)) {
                endless.add(style);
            }
            i++;
        }
    }

    /** At the beginning of the block or of the style around, or after a space. */
    private boolean opens(int start, int i, int end) {
        boolean placed = i == start || isSpace(text.charAt(i - 1));
        return placed
                && i + 1 < end
                && !isSpace(text.charAt(i + 1))
                && text.charAt(i + 1) != text.charAt(i);
    }

    private int close(int open, int end) {
        char directive = text.charAt(open);
        for (int i = open + 2; i < end; i++) {
            if (text.charAt(i) == directive && !isSpace(text.charAt(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** What a directive stands for; null if it is none. */
    static @Nullable Style style(char c) {
        return switch (c) {
            case '*' -> Style.BOLD;
            case '_' -> Style.ITALIC;
            case '~' -> Style.STRIKE;
            case '`' -> Style.CODE;
            default -> null;
        };
    }

    /** The directive of a style within a line; 0 if there is none. */
    static char directive(Style style) {
        return switch (style) {
            case BOLD -> '*';
            case ITALIC -> '_';
            case STRIKE -> '~';
            case CODE -> '`';
            case UNDERLINE, COLOUR, BACKGROUND, LINK, ITEM, CODE_BLOCK, QUOTE -> 0;
        };
    }
}
