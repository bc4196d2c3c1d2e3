package im.isthmus.core.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists and values as JSON (RFC 8259) that people can read. */
public final class Json {
    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** One value with all that is in it. */
    public static String of(Map<String, ?> value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.out.append('\n').toString();
    }

    private void write(@Nullable Object value, String line) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> write(map, line);
            case List<?> list -> write(list, line);
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> text(value.toString());
        }
    }

    private void write(Map<?, ?> map, String line) {
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before).append(line).append(STEP);
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            write(entry.getValue(), line + STEP);
            before = ",";
        }
        out.append(map.isEmpty() ? "{}" : line + "}");
    }

    private void write(List<?> list, String line) {
        String before = "[";
        for (Object each : list) {
            out.append(before).append(line).append(STEP);
            write(each, line + STEP);
            before = ",";
        }
        out.append(list.isEmpty() ? "[]" : line + "]");
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
