package im.isthmus.sms.text;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** The default alphabet of text messages and its extension (3GPP TS 23.038 section 6.2.1). */
public final class Gsm7 {
    private static final char ESCAPE = 0x1b;

    /** What the alphabet has at each code; the escape code stands for itself. */
    private static final String ALPHABET =
            "@£$¥èéùìòÇ\nØø\rÅå"
                    + "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ"
                    + " !\"#¤%&'()*+,-./"
                    + "0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNO"
                    + "PQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmno"
                    + "pqrstuvwxyzäöñüà";

    private static final String EXTENDED = "\f^{}\\[~]|€";

    private static final int[] EXTENDED_CODES = {
        0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
    };

    private static final Map<Character, Integer> CODES = codes();

    private Gsm7() {}

    private static Map<Character, Integer> codes() {
        Map<Character, Integer> codes = new HashMap<>();
        for (int code = 0; code < ALPHABET.length(); code++) {
            if (code != ESCAPE) {
                codes.put(ALPHABET.charAt(code), code);
            }
        }
        for (int i = 0; i < EXTENDED.length(); i++) {
            codes.put(EXTENDED.charAt(i), (ESCAPE << 8) + EXTENDED_CODES[i]);
        }
        return codes;
    }

    /** Septets that a character takes: 1, or 2 for the extension; 0 if the alphabet lacks it. */
    static int width(char c) {
        Integer code = CODES.get(c);
        return code == null ? 0 : code > 0xff ? 2 : 1;
    }

    /** Whether the alphabet has all of a text. */
    public static boolean has(String text) {
        return text.chars().allMatch(c -> CODES.containsKey((char) c));
    }

    /**
     * One byte a septet, not packed, as SMPP carries it.
     *
     * @throws IllegalArgumentException if the alphabet lacks a character
     */
    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            Integer code = CODES.get(text.charAt(i));
            if (code == null) {
                throw new IllegalArgumentException(
                        "not in the alphabet: U+" + (int) text.charAt(i));
            }
            if (code > 0xff) {
                bytes.write(ESCAPE);
            }
            bytes.write(code & 0xff);
        }
        return bytes.toByteArray();
    }

    /** The text of septets, one a byte; what no alphabet has becomes U+FFFD. */
    public static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int code = septets[i];
            if (code == ESCAPE && i + 1 < septets.length) {
                text.append(extended(septets[++i]));
            } else {
                text.append(code >= 0 && code != ESCAPE ? ALPHABET.charAt(code) : '\ufffd');
            }
        }
        return text.toString();
    }

    /** An unknown extension is shown as the plain character (TS 23.038 section 6.2.1.1). */
    private static char extended(byte code) {
        for (int i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == code) {
                return EXTENDED.charAt(i);
            }
        }
        return code >= 0 && code != ESCAPE ? ALPHABET.charAt(code) : '\ufffd';
    }
}
