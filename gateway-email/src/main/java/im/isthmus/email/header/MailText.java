package im.isthmus.email.header;

/** Makes any text of a mail fit to be shown: without what would break XML, lines or trust. */
public final class MailText {
    private MailText() {}

    /** Without characters that XML 1.0 forbids, and with one kind of line end. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i >= text.length() || text.charAt(i) != '\n') {
                    clean.append('\n');
                }
            } else if (isXml(c)) {
                clean.appendCodePoint(c);
            } else if (c == '\f' || c == 0x0b) {
                clean.append('\n');
            } else {
                clean.append(c == 0 || c == 0x1b ? "" : "\ufffd");
            }
        }
        return clean.toString();
    }

    /** On one line, without anything that turns the direction of text or cannot be seen. */
    public static String line(String text, int most) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), most));
        boolean space = false;
        for (int i = 0; i < text.length() && line.length() < most; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85) {
                space = !line.isEmpty();
            } else if (isXml(c) && isShown(c)) {
                if (space) {
                    line.append(' ');
                }
                space = false;
                line.appendCodePoint(c);
            }
        }
        return line.toString();
    }

    private static boolean isShown(int c) {
        // The joiners belong to emoji and to some scripts; other format characters deceive.
        return c == 0x200c
                || c == 0x200d
                || (Character.getType(c) != Character.FORMAT && !Character.isISOControl(c));
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c < 0x7f)
                || c == 0x85
                || (c >= 0xa0 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
