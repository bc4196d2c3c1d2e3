package im.isthmus.core.stream.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of XML in UTF-8 that grow as needed. What is given as text comes out as well-formed XML
 * 1.0, whatever it contains: characters that XML cannot express become U+FFFD. Not thread-safe.
 */
public final class XmlBuffer {
    private static final int PIECE = 256;

    /** The longest that one char becomes, such as a quotation mark. */
    private static final int LONGEST = 6;

    private static final int REPLACEMENT = 0xFFFD;

    /** What ASCII characters become in text, null if themselves. */
    private static final byte[] @Nullable [] IN_TEXT = new byte[0x80][];

    /** What ASCII characters become in attribute values, null if themselves. */
    private static final byte[] @Nullable [] IN_ATTRIBUTE = new byte[0x80][];

    static {
        Arrays.fill(IN_TEXT, 0, ' ', "\uFFFD".getBytes(UTF_8));
        IN_TEXT['\t'] = null;
        IN_TEXT['\n'] = null;
        // A parser makes line feeds of carriage returns (XML 1.0 section 2.11) and spaces of white
        // space in attributes (section 3.3.3), but not of references to them.
        IN_TEXT['\r'] = "&#xD;".getBytes(UTF_8);
        IN_TEXT['<'] = "&lt;".getBytes(UTF_8);
        IN_TEXT['>'] = "&gt;".getBytes(UTF_8);
        IN_TEXT['&'] = "&amp;".getBytes(UTF_8);
        System.arraycopy(IN_TEXT, 0, IN_ATTRIBUTE, 0, IN_TEXT.length);
        IN_ATTRIBUTE['\t'] = "&#x9;".getBytes(UTF_8);
        IN_ATTRIBUTE['\n'] = "&#xA;".getBytes(UTF_8);
        IN_ATTRIBUTE['\''] = "&apos;".getBytes(UTF_8);
        IN_ATTRIBUTE['"'] = "&quot;".getBytes(UTF_8);
    }

    private byte[] bytes;
    private int size;
    private int limit = Integer.MAX_VALUE;

    /**
     * @param capacity in bytes, before it grows
     */
    public XmlBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** The bytes, of which {@link #size} count. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Forgets everything from that size on. */
    public void truncate(int newSize) {
        size = newSize;
    }

    /** Forgets everything, and gives memory beyond that back if it was not needed this time. */
    public void clear(int keep) {
        if (bytes.length > keep && size < keep) {
            bytes = new byte[keep];
        }
        size = 0;
    }

    /**
     * Where growing ends with an {@link IllegalArgumentException}, so that no single stanza takes
     * all memory before its size is known. Not exact: the buffer may be larger already.
     */
    public void limit(int newLimit) {
        limit = newLimit;
    }

    private void reserve(int more) {
        if (bytes.length - size >= more) {
            return;
        }
        if (size > limit) {
            throw new IllegalArgumentException("a stanza larger than a stanza may be");
        }
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }

    /** Markup, which is ASCII and written as it is. */
    public void markup(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
    }

    /** Markup, which is ASCII and written as it is. */
    @SuppressWarnings("deprecation") // The one way to copy a string of ASCII at once.
    public void markup(String ascii) {
        int length = ascii.length();
        reserve(length);
        ascii.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Character data between tags. */
    void text(String value) {
        escaped(value, IN_TEXT);
    }

    /** The value of an attribute, to be written between single or double quotes. */
    void attributeValue(String value) {
        escaped(value, IN_ATTRIBUTE);
    }

    private void escaped(String value, byte[] @Nullable [] escapes) {
        int length = value.length();
        int i = 0;
        while (i < length) {
            int end = Math.min(length, i + PIECE);
            reserve((end - i + 1) * LONGEST);
            i = piece(value, i, end, escapes);
        }
    }

    /** Returns where it stopped, which is one past the end if a surrogate pair lies across it. */
    private int piece(String value, int from, int to, byte[] @Nullable [] escapes) {
        int i = from;
        int at = size;
        while (i < to) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = at;
                i += beyondAscii(value, i, c);
                at = size;
                continue;
            }
            byte[] escape = escapes[c];
            if (escape == null) {
                bytes[at++] = (byte) c;
            } else {
                System.arraycopy(escape, 0, bytes, at, escape.length);
                at += escape.length;
            }
            i++;
        }
        size = at;
        return i;
    }

    /** Returns how many chars of the value that took. */
    private int beyondAscii(String value, int index, char c) {
        if (!Character.isSurrogate(c)) {
            utf8(c >= 0xFFFE ? REPLACEMENT : c);
            return 1;
        }
        int point = value.codePointAt(index);
        if (Character.isSupplementaryCodePoint(point)) {
            utf8(point);
            return 2;
        }
        utf8(REPLACEMENT);
        return 1;
    }

    private void utf8(int point) {
        reserve(4);
        if (point < 0x800) {
            bytes[size++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                bytes[size++] = (byte) (0xE0 | point >> 12);
            } else {
                bytes[size++] = (byte) (0xF0 | point >> 18);
                bytes[size++] = (byte) (0x80 | (point >> 12 & 0x3F));
            }
            bytes[size++] = (byte) (0x80 | (point >> 6 & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
    }
}
