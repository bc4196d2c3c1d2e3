package im.isthmus.email.header;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes the encoding of header fields (RFC 2047), also where it should not be. Neighbours in one
 * character set are joined as bytes first, since many mailers cut characters in two.
 */
public final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s*]{1,60})(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?]*)\\?=");

    private EncodedWords() {}

    /** The text that is meant. */
    public static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String between = text.substring(end, word.start());
            boolean neighbour = bytes.size() > 0 && between.isBlank();
            if (!neighbour || !word.group(1).equalsIgnoreCase(charset)) {
                flush(bytes, charset, plain);
            }
            if (!neighbour) {
                plain.append(between);
            }
            charset = word.group(1).toLowerCase(Locale.ROOT);
            bytes.writeBytes(bytes(word.group(2), word.group(3)));
            end = word.end();
        }
        flush(bytes, charset, plain);
        return plain.append(text, end, text.length()).toString();
    }

    private static void flush(ByteArrayOutputStream bytes, String charset, StringBuilder plain) {
        if (bytes.size() > 0) {
            plain.append(Charsets.decode(bytes.toByteArray(), charset));
            bytes.reset();
        }
    }

    private static byte[] bytes(String encoding, String encoded) {
        return encoding.equalsIgnoreCase("b") ? base64(encoded) : quoted(encoded);
    }

    /** What base64 stands for; junk is passed over. */
    public static byte[] base64(String encoded) {
        String usable = encoded.replaceAll("[^A-Za-z0-9+/]", "");
        int length = usable.length() - (usable.length() % 4 == 1 ? 1 : 0);
        return Base64.getDecoder().decode(usable.substring(0, length));
    }

    private static byte[] quoted(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int high = c == '=' && i + 2 < encoded.length() ? digit(encoded, i + 1) : -1;
            int low = high < 0 ? -1 : digit(encoded, i + 2);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }
}
