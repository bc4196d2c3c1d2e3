package im.isthmus.email.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several texts, some of them null, as one: {@code length:text}, or {@code -} for null. */
final class Fields {
    private Fields() {}

    static String join(List<@Nullable String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            if (value == null) {
                text.append('-');
            } else {
                text.append(value.length()).append(':').append(value);
            }
        }
        return text.toString();
    }

    static Iterator<@Nullable String> split(String text) {
        List<@Nullable String> values = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '-') {
                values.add(null);
                at++;
                continue;
            }
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
            values.add(text.substring(colon + 1, end));
            at = end;
        }
        return values.iterator();
    }
}
