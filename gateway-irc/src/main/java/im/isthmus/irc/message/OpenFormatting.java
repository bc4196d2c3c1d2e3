package im.isthmus.irc.message;

/**
 * Which formatting holds at a point of a text, and the codes that make it hold again elsewhere
 * (modern IRC, "Formatting"). Has one owner.
 */
final class OpenFormatting {
    private static final char COLOUR = '\u0003';
    private static final char HEX_COLOUR = '\u0004';
    private static final char RESET = '\u000F';

    /** Bold, italic, underline, strikethrough, monospace, reverse. */
    private static final String TOGGLES = "\u0002\u001D\u001F\u001E\u0011\u0016";

    private int toggled;
    private char colourCode;
    private String foreground = "";
    private String background = "";

    /** Where the code at an index ends; the index itself if there is no code with digits. */
    static int codeEnd(String text, int index) {
        char code = text.charAt(index);
        if (code != COLOUR && code != HEX_COLOUR) {
            return index;
        }
        int end = digitsEnd(text, index + 1, code);
        if (end > index + 1 && end < text.length() && text.charAt(end) == ',') {
            int second = digitsEnd(text, end + 1, code);
            end = second > end + 1 ? second : end;
        }
        return end;
    }

    /** Whether there is more to it than formatting and spaces. */
    static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            int end = codeEnd(text, i);
            if (end > i) {
                i = end - 1;
            } else if (text.charAt(i) > ' ' && !Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** One or two digits of a colour, or exactly six of a hex colour. */
    private static int digitsEnd(String text, int from, char code) {
        int radix = code == COLOUR ? 10 : 16;
        int most = code == COLOUR ? 2 : 6;
        int end = from;
        while (end < text.length()
                && end - from < most
                && text.charAt(end) < 0x80
                && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        return code == HEX_COLOUR && end - from < most ? from : end;
    }

    /** Follows a text that is shown. */
    void follow(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ') {
                continue;
            }
            int toggle = TOGGLES.indexOf(c);
            if (toggle >= 0) {
                toggled ^= 1 << toggle;
            } else if (c == RESET) {
                toggled = 0;
                colour(c, "");
            } else if (c == COLOUR || c == HEX_COLOUR) {
                int end = codeEnd(text, i);
                colour(c, text.substring(i + 1, end));
                i = end - 1;
            }
        }
    }

    private void colour(char code, String digits) {
        int comma = digits.indexOf(',');
        if (digits.isEmpty() || code != colourCode) {
            background = "";
        }
        colourCode = code;
        foreground = twoDigits(comma < 0 ? digits : digits.substring(0, comma));
        if (comma >= 0) {
            background = twoDigits(digits.substring(comma + 1));
        }
    }

    /** A single digit would swallow a digit of the text behind it. */
    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /**
     * The codes to put before a text so that it looks as it would have here.
     *
     * @param text not empty
     */
    String reopen(String text) {
        if (toggled == 0 && foreground.isEmpty()) {
            return "";
        }
        var codes = new StringBuilder();
        if (!foreground.isEmpty()) {
            codes.append(colourCode).append(foreground);
            if (!background.isEmpty()) {
                codes.append(',').append(background);
            }
        }
        for (int i = 0; i < TOGGLES.length(); i++) {
            if ((toggled & 1 << i) != 0) {
                codes.append(TOGGLES.charAt(i));
            }
        }
        if (toggled == 0 && text.charAt(0) == ',') {
            codes.append("\u0002\u0002"); // or the comma would be taken for a background's
        }
        return codes.toString();
    }
}
