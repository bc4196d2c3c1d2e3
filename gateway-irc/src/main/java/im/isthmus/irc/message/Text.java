package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes text of which nobody says how it is encoded: UTF-8 if it is valid, else a fallback. */
final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    static String decode(byte[] bytes, int from, int to, Charset fallback) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeBeyondAscii(bytes, from, to, fallback);
            }
        }
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    /** The text if it is valid UTF-8, else null. */
    static @Nullable String decodeUtf8(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, UTF_8);
        boolean valid =
                text.indexOf(REPLACEMENT) < 0
                        || Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, from, to));
        return valid ? text : null;
    }

    private static String decodeBeyondAscii(byte[] bytes, int from, int to, Charset fallback) {
        String text = decodeUtf8(bytes, from, to);
        if (text == null) {
            text = decodeCutUtf8(bytes, from, to);
        }
        return text == null ? new String(bytes, from, to - from, fallback) : text;
    }

    /**
     * Servers cut long lines at a byte, often inside a character. Text with characters beyond ASCII
     * that is valid UTF-8 but for such an end is UTF-8; of the lone end nothing can be said.
     */
    private static @Nullable String decodeCutUtf8(byte[] bytes, int from, int to) {
        int lead = to - 1;
        while (lead > from && to - lead < 3 && (bytes[lead] & 0xC0) == 0x80) {
            lead--;
        }
        boolean isCut = (bytes[lead] & 0xC0) == 0xC0 && missing(bytes[lead]) > to - lead - 1;
        String text = isCut ? decodeUtf8(bytes, from, lead) : null;
        return text == null || isAscii(text) ? null : text;
    }

    private static int missing(byte lead) {
        return (lead & 0xE0) == 0xC0 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : 3;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
