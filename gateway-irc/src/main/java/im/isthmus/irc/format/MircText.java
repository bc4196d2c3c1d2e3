package im.isthmus.irc.format;

/** Text with the formatting codes that IRC clients agreed on (modern IRC, "Formatting"). */
public final class MircText {
    private static final char COLOR = 0x03;
    private static final char HEX_COLOR = 0x04;

    private static final int COLOR_DIGITS = 2;
    private static final int HEX_DIGITS = 6;

    private MircText() {}

    /**
     * The text without formatting codes and other control characters, which XML cannot carry; the
     * same instance if it has none.
     */
    public static String strip(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isCode(text.charAt(i))) {
                return stripFrom(text, i);
            }
        }
        return text;
    }

    private static String stripFrom(String text, int first) {
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            char c = text.charAt(i);
            i++;
            if (c == COLOR) {
                i = afterColors(text, i, 10, COLOR_DIGITS);
            } else if (c == HEX_COLOR) {
                i = afterColors(text, i, 16, HEX_DIGITS);
            } else if (!isCode(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Past the foreground, and past the background if a comma and a digit follow. */
    private static int afterColors(String text, int start, int radix, int most) {
        int foreground = afterDigits(text, start, radix, most);
        if (foreground == start || foreground >= text.length() || text.charAt(foreground) != ',') {
            return foreground;
        }
        int background = afterDigits(text, foreground + 1, radix, most);
        return background == foreground + 1 ? foreground : background;
    }

    private static int afterDigits(String text, int start, int radix, int most) {
        int end = start;
        while (end < text.length()
                && end < start + most
                && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        return end;
    }

    /** All codes are control characters; of these only tab and line feed are text. */
    private static boolean isCode(char c) {
        return c < ' ' && c != '\t' && c != '\n';
    }
}
