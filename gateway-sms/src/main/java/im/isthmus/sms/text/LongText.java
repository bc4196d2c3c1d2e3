package im.isthmus.sms.text;

import java.util.ArrayList;
import java.util.List;

/** Texts that are longer than a provider takes, cut between words into several. */
public final class LongText {
    /** Room for a number such as {@code (12/34) }. */
    private static final int NUMBER = 10;

    private LongText() {}

    /**
     * The text itself if it fits, else numbered pieces that do.
     *
     * @param most UTF-16 units of each
     */
    public static List<String> cut(String text, int most) {
        if (text.length() <= most) {
            return List.of(text);
        }
        List<String> pieces = new ArrayList<>();
        int room = most - NUMBER;
        int start = 0;
        while (text.length() - start > room) {
            int end = end(text, start, start + room);
            pieces.add(text.substring(start, end));
            start = end;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
        }
        pieces.add(text.substring(start));
        List<String> numbered = new ArrayList<>();
        for (String piece : pieces) {
            numbered.add("(" + (numbered.size() + 1) + "/" + pieces.size() + ") " + piece);
        }
        return numbered;
    }

    /** Behind the last word that fits, else between two characters. */
    private static int end(String text, int start, int limit) {
        for (int at = limit; at > start + (limit - start) / 2; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }
}
