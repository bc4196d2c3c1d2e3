package im.isthmus.email.imap;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One response of an IMAP server (RFC 3501 section 7).
 *
 * @param tag of the command it ends; {@code *} for news, {@code +} where it waits for more
 * @param status OK, NO, BAD, BYE or PREAUTH; empty for data
 * @param code in square brackets before the text, such as {@code UIDVALIDITY 1}; may be empty
 * @param text for people
 * @param items data
 */
record Response(String tag, String status, String code, String text, List<Item> items) {
    private static final Pattern CODE = Pattern.compile("\\[([^\\]]*)]\\s*(.*)", Pattern.DOTALL);

    static Response status(String tag, String status, String rest) {
        Matcher code = CODE.matcher(rest);
        return code.matches()
                ? new Response(tag, status, code.group(1), code.group(2), List.of())
                : new Response(tag, status, "", rest, List.of());
    }

    static Response data(List<Item> items) {
        return new Response("*", "", "", "", items);
    }

    boolean isOk() {
        return status.equals("OK");
    }

    boolean isContinuation() {
        return tag.equals("+");
    }

    /** The first word of the code, in upper case. */
    String codeName() {
        return code.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    /** The number behind the first word of the code; 0 if there is none. */
    long codeNumber() {
        String[] words = code.split(" ", 3);
        return words.length < 2 ? 0 : new Item.Atom(words[1]).asNumber();
    }

    /** Whether it is data of this kind: {@code LIST ...}, or {@code 12 EXISTS}. */
    boolean is(String kind) {
        int at = number() >= 0 ? 1 : 0;
        return items.size() > at && items.get(at).asText().equalsIgnoreCase(kind);
    }

    /** The number before the kind; -1 if there is none. */
    long number() {
        if (items.isEmpty() || !(items.getFirst() instanceof Item.Atom(String text))) {
            return -1;
        }
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
    }
}
