package im.isthmus.email.header;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A field such as Content-Type: a value and parameters, also continued and encoded ones (RFC 2231),
 * and those that are encoded as they must not be (RFC 2047 section 5).
 *
 * @param value in lower case, empty if there is none
 * @param parameters by name in lower case
 */
public record ParameterField(String value, Map<String, String> parameters) {
    private static final int MAX_PARAMETERS = 100;

    /** Reads one; never fails. */
    public static ParameterField parse(String text) {
        int[] at = {0};
        String value = token(text, at, ";").strip().toLowerCase(Locale.ROOT);
        Map<String, String> plain = new HashMap<>();
        Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();
        for (int count = 0; at[0] < text.length() && count < MAX_PARAMETERS; count++) {
            at[0]++; // the semicolon
            String name = token(text, at, "=;").strip().toLowerCase(Locale.ROOT);
            if (at[0] >= text.length() || text.charAt(at[0]) != '=') {
                continue;
            }
            at[0]++;
            String each = value(text, at);
            take(name, each, plain, pieces);
        }
        pieces.forEach((name, parts) -> plain.put(name, join(parts)));
        return new ParameterField(value, Map.copyOf(plain));
    }

    /** A parameter; null if it is not there. */
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    private record Piece(String text, boolean encoded) {}

    private static void take(
            String name,
            String value,
            Map<String, String> plain,
            Map<String, TreeMap<Integer, Piece>> pieces) {
        int star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, EncodedWords.decode(value));
            return;
        }
        String rest = name.substring(star + 1);
        boolean encoded = rest.isEmpty() || rest.endsWith("*");
        String digits = rest.replace("*", "");
        int number = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 0;
        pieces.computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
                .putIfAbsent(number, new Piece(value, encoded));
    }

    private static String join(TreeMap<Integer, Piece> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "utf-8";
        boolean first = true;
        for (Piece piece : pieces.values()) {
            String text = piece.text();
            int one = text.indexOf('\'');
            int two = one < 0 ? -1 : text.indexOf('\'', one + 1);
            if (first && piece.encoded() && two > 0) {
                charset = text.substring(0, one);
                text = text.substring(two + 1);
            }
            first = false;
            bytes.writeBytes(
                    piece.encoded() ? unescaped(text) : text.getBytes(StandardCharsets.UTF_8));
        }
        return Charsets.decode(bytes.toByteArray(), charset);
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? digit(text, i + 1) : -1;
            int low = high < 0 ? -1 : digit(text, i + 2);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }

    private static String value(String text, int[] at) {
        while (at[0] < text.length() && Character.isWhitespace(text.charAt(at[0]))) {
            at[0]++;
        }
        if (at[0] >= text.length() || text.charAt(at[0]) != '"') {
            return token(text, at, ";").strip();
        }
        StringBuilder value = new StringBuilder();
        int i = at[0] + 1;
        for (; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            value.append(text.charAt(i));
        }
        at[0] = Math.min(i + 1, text.length());
        token(text, at, ";");
        return value.toString();
    }

    /** Up to a delimiter, without comments. */
    private static String token(String text, int[] at, String delimiters) {
        StringBuilder token = new StringBuilder();
        int depth = 0;
        int i = at[0];
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0 && delimiters.indexOf(c) >= 0) {
                break;
            } else if (depth == 0) {
                token.append(c);
            }
        }
        at[0] = i;
        return token.toString();
    }
}
