package im.isthmus.sms.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters of a form or a query, in the order of the wire; names may repeat.
 *
 * @param pairs decoded
 */
public record FormPairs(List<Pair> pairs) {
    /** More parameters than any provider sends. */
    private static final int MAX = 500;

    /** One parameter. */
    public record Pair(String name, String value) {}

    public FormPairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @throws IllegalArgumentException if an escape is broken, or there are too many
     */
    public static FormPairs parse(String encoded) {
        List<Pair> pairs = new ArrayList<>();
        int start = 0;
        while (start < encoded.length()) {
            int end = encoded.indexOf('&', start);
            String each = encoded.substring(start, end < 0 ? encoded.length() : end);
            if (!each.isEmpty()) {
                pairs.add(pair(each));
            }
            if (pairs.size() > MAX) {
                throw new IllegalArgumentException("more than " + MAX + " parameters");
            }
            start = end < 0 ? encoded.length() : end + 1;
        }
        return new FormPairs(pairs);
    }

    private static Pair pair(String each) {
        int equals = each.indexOf('=');
        return equals < 0
                ? new Pair(decode(each), "")
                : new Pair(decode(each.substring(0, equals)), decode(each.substring(equals + 1)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value of this name. */
    public Optional<String> first(String name) {
        return pairs.stream().filter(pair -> pair.name().equals(name)).map(Pair::value).findFirst();
    }

    /** The first value of this name; empty if there is none. */
    public String get(String name) {
        return first(name).orElse("");
    }
}
