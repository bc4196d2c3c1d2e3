package im.isthmus.core.address;

/**
 * Escapes characters that a localpart must not have (XEP-0106), so that any name of a legacy
 * network fits into one and is found again.
 */
public final class JidEscaping {
    /** The characters of XEP-0106 section 4.1; the backslash only where it would be misread. */
    private static final String ESCAPED = " \"&'/:<>@\\";

    private static final String HEX = "0123456789abcdef";

    private JidEscaping() {}

    /**
     * The name as a localpart writes it. {@link #unescape} is the inverse.
     *
     * <p>A space at either end stays one, since {@code \20} must not stand there (XEP-0106 section
     * 4.1): such a name has no localpart, and {@link Jid} refuses it.
     */
    public static String escape(String name) {
        StringBuilder escaped = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = isPlain(name, i);
            if (plain && escaped == null) {
                continue;
            }
            if (escaped == null) {
                escaped = new StringBuilder(name.length() + 8).append(name, 0, i);
            }
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append('\\').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return escaped == null ? name : escaped.toString();
    }

    private static boolean isPlain(String name, int index) {
        return switch (name.charAt(index)) {
            case '\\' -> escapedAt(name, index) < 0;
            case ' ' -> index == 0 || index == name.length() - 1;
            default -> ESCAPED.indexOf(name.charAt(index)) < 0;
        };
    }

    /** The name that a localpart stands for; a backslash that escapes nothing stays. */
    public static String unescape(String localpart) {
        if (localpart.indexOf('\\') < 0) {
            return localpart;
        }
        StringBuilder name = new StringBuilder(localpart.length());
        for (int i = 0; i < localpart.length(); i++) {
            int hidden = localpart.charAt(i) == '\\' ? escapedAt(localpart, i) : -1;
            boolean atEnd = i == 0 || i + 3 == localpart.length();
            if (hidden < 0 || (hidden == ' ' && atEnd)) {
                name.append(localpart.charAt(i));
            } else {
                name.append((char) hidden);
                i += 2;
            }
        }
        return name.toString();
    }

    /** The character that the backslash at this place escapes, or -1 if it escapes none. */
    private static int escapedAt(String text, int backslash) {
        if (backslash + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(backslash + 1), 16);
        int low = Character.digit(text.charAt(backslash + 2), 16);
        if (high < 0 || low < 0) {
            return -1;
        }
        int code = (high << 4) + low;
        return ESCAPED.indexOf(code) < 0 ? -1 : code;
    }
}
