package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Message tags and their escapes (IRCv3 message-tags, "Format" and "Escaping values"). */
final class TagParser {
    private TagParser() {}

    /** Reads what stands between {@code @} and the space. Of a repeated key the last counts. */
    static Map<String, String> parse(byte[] bytes, int from, int to) {
        Map<String, String> tags = LinkedHashMap.newLinkedHashMap(8);
        int start = from;
        while (start < to) {
            int stop = indexOf(bytes, start, to, ';');
            int equals = indexOf(bytes, start, stop, '=');
            if (equals > start) {
                String key = Text.decode(bytes, start, equals, UTF_8);
                tags.put(key, value(bytes, Math.min(equals + 1, stop), stop));
            }
            start = stop + 1;
        }
        return Collections.unmodifiableMap(tags);
    }

    /** A value that is not UTF-8 is dropped, as the specification allows. */
    private static String value(byte[] bytes, int from, int to) {
        String raw = from == to ? "" : Text.decodeUtf8(bytes, from, to);
        return raw == null ? "" : raw.indexOf('\\') < 0 ? raw : unescape(raw);
    }

    private static String unescape(String raw) {
        var text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (++i < raw.length()) {
                text.append(unescaped(raw.charAt(i)));
            }
        }
        return text.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> c;
        };
    }

    static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\:")
                .replace(" ", "\\s")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    private static int indexOf(byte[] bytes, int from, int to, char wanted) {
        int i = from;
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
