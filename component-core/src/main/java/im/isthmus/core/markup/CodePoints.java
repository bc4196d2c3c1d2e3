package im.isthmus.core.markup;

import org.jspecify.annotations.Nullable;

/** Places in a text as XMPP counts them (XEP-0426). */
public final class CodePoints {
    private CodePoints() {}

    /**
     * The index in UTF-16 units of a place counted in code points.
     *
     * @param count as written in an attribute
     * @return -1 if it is no number or outside of the text
     */
    public static int index(String text, @Nullable String count) {
        if (count == null || count.isEmpty() || count.length() > 9) {
            return -1;
        }
        try {
            return text.offsetByCodePoints(0, Integer.parseInt(count));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return -1;
        }
    }
}
