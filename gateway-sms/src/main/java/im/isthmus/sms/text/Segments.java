package im.isthmus.sms.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A text cut into the segments that the phone network sends and bills (3GPP TS 23.040 section
 * 9.2.3.24). One alone holds 160 septets or 70 UTF-16 units; of several each holds 153 or 67, and
 * neither an escaped character nor a surrogate pair is cut in two.
 *
 * @param unicode whether the text needs UCS-2
 * @param parts at least one, which is empty for an empty text
 */
public record Segments(boolean unicode, List<String> parts) {
    private static final int ALONE = 160;
    private static final int ALONE_UNICODE = 70;
    private static final int OF_SEVERAL = 153;
    private static final int OF_SEVERAL_UNICODE = 67;

    public Segments {
        parts = List.copyOf(parts);
    }

    /** Counts and cuts a text. */
    public static Segments of(String text) {
        boolean unicode = !Gsm7.has(text);
        if (units(text, unicode) <= (unicode ? ALONE_UNICODE : ALONE)) {
            return new Segments(unicode, List.of(text));
        }
        return new Segments(unicode, cut(text, unicode));
    }

    /** Cuts a text as if it needed UCS-2, for networks that lack the default alphabet. */
    public static Segments ofUnicode(String text) {
        return new Segments(true, text.length() <= ALONE_UNICODE ? List.of(text) : cut(text, true));
    }

    /** How many are billed. */
    public int count() {
        return parts.size();
    }

    private static List<String> cut(String text, boolean unicode) {
        int room = unicode ? OF_SEVERAL_UNICODE : OF_SEVERAL;
        List<String> parts = new ArrayList<>();
        int start = 0;
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int length = Character.charCount(text.codePointAt(at));
            int width = unicode ? length : Gsm7.width(text.charAt(at));
            if (used + width > room) {
                parts.add(text.substring(start, at));
                start = at;
                used = 0;
            }
            used += width;
            at += length;
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int units(String text, boolean unicode) {
        return unicode ? text.length() : text.chars().map(c -> Gsm7.width((char) c)).sum();
    }
}
