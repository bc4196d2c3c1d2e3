package im.isthmus.sms.text;

/**
 * Marks that programs put in place of those on the keyboard, such as curly quotes. The phone
 * network's alphabet lacks them, so that a single one can make a text more than twice as dear.
 */
public final class PlainMarks {
    private PlainMarks() {}

    /** The text with the marks of the keyboard, if it takes fewer segments so; else as it is. */
    public static String ifCheaper(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> plain.append(plain((char) c)));
        String other = plain.toString();
        return Segments.of(other).count() < Segments.of(text).count() ? other : text;
    }

    private static String plain(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201a', '\u201b' -> "'";
            case '\u201c', '\u201d', '\u201e', '\u201f' -> "\"";
            case '\u2010', '\u2011', '\u2013', '\u2014' -> "-";
            case '\u2026' -> "...";
            case '\u00a0', '\u202f' -> " ";
            default -> String.valueOf(c);
        };
    }
}
