package im.isthmus.email.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of an invitation or a business card (RFC 5545 section 3.1, RFC 6350 section 3.3).
 *
 * @param name in upper case, with its group if it has one
 * @param parameters behind the name, as they stand there
 * @param value as it stands there
 */
public record ContentLine(String name, String parameters, String value) {
    private static final int MOST = 5000;

    /** The lines of a text, unfolded; what is none is passed over, and what is beyond 5000. */
    public static List<ContentLine> of(String text) {
        List<ContentLine> found = new ArrayList<>();
        text.replaceAll("\r?\n[ \t]", "")
                .lines()
                .limit(MOST)
                .forEach(line -> {
                    int colon = valueStart(line);
                    if (colon > 0) {
                        String[] parts = line.substring(0, colon).strip().split(";", 2);
                        found.add(
                                new ContentLine(
                                        parts[0].toUpperCase(Locale.ROOT),
                                        parts.length < 2 ? "" : parts[1],
                                        line.substring(colon + 1).strip()));
                    }
                });
        return found;
    }

    /** The colon that is in no quoted parameter; -1 if there is none. */
    private static int valueStart(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** The value without its escapes, in one line. */
    public String text() {
        return value.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1");
    }
}
