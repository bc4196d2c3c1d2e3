package im.isthmus.irc.format;

/** Text with the formatting codes that IRC clients agreed on (modern IRC, "Formatting"). */
public final class MircText {
    static final char COLOUR = '\u0003';
    static final char HEX_COLOUR = '\u0004';

    private static final int COLOUR_DIGITS = 2;
    private static final int HEX_DIGITS = 6;

    private MircText() {}

    /**
     * The text without formatting codes and other control characters, which XML cannot carry; the
     * same instance if it has none.
     */
    public static String strip(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (codeEnd(text, i) > i) {
                return stripFrom(text, i);
            }
        }
        return text;
    }

    private static String stripFrom(String text, int first) {
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            int end = codeEnd(text, i);
            if (end == i) {
                plain.append(text.charAt(i));
                end++;
            }
            i = end;
        }
        return plain.toString();
    }

    /** Where the code at an index ends; the index itself if there is text. */
    static int codeEnd(String text, int index) {
        char c = text.charAt(index);
        if (c >= ' ') {
            return index;
        }
        return switch (c) {
            case '\t', '\n' -> index;
            case COLOUR -> coloursEnd(text, index + 1, 10, 1, COLOUR_DIGITS);
            case HEX_COLOUR -> coloursEnd(text, index + 1, 16, HEX_DIGITS, HEX_DIGITS);
            default -> index + 1;
        };
    }

    /** Past the foreground, and past the background if a comma and a colour follow. */
    private static int coloursEnd(String text, int start, int radix, int least, int most) {
        int foreground = digitsEnd(text, start, radix, least, most);
        if (foreground == start || foreground >= text.length() || text.charAt(foreground) != ',') {
            return foreground;
        }
        int background = digitsEnd(text, foreground + 1, radix, least, most);
        return background == foreground + 1 ? foreground : background;
    }

    private static int digitsEnd(String text, int start, int radix, int least, int most) {
        int end = start;
        while (end < text.length()
                && end < start + most
                && text.charAt(end) < 0x80
                && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        return end - start < least ? start : end;
    }
}
