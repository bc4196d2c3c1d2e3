package im.isthmus.email.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A piece of what an IMAP server says (RFC 3501 section 4). */
sealed interface Item {
    /** A word, a number, a flag, or what stands for nothing. */
    record Atom(String text) implements Item {}

    /**
     * A quoted string or a literal.
     *
     * @param bytes one a character
     */
    record Text(String bytes) implements Item {
        private byte[] raw() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** A list in brackets. */
    record Group(List<Item> items) implements Item {}

    /** Its text; empty for a list and for NIL. */
    default String asText() {
        return switch (this) {
            case Atom atom -> atom.text().equalsIgnoreCase("NIL") ? "" : atom.text();
            case Text text -> new String(text.raw(), StandardCharsets.UTF_8);
            case Group _ -> "";
        };
    }

    /** Its bytes; empty for a list and for NIL. */
    default byte[] asBytes() {
        return this instanceof Text text ? text.raw() : asText().getBytes(StandardCharsets.UTF_8);
    }

    /** Its pieces; none for anything but a list. */
    default List<Item> asGroup() {
        return this instanceof Group(List<Item> items) ? items : List.of();
    }

    /** As a number that is not negative; 0 if it is none. */
    default long asNumber() {
        String text = asText();
        return text.length() <= 18 && !text.isEmpty() && text.chars().allMatch(Item::isDigit)
                ? Long.parseLong(text)
                : 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
