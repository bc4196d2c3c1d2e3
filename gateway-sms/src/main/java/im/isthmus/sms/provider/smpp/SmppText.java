package im.isthmus.sms.provider.smpp;

import im.isthmus.sms.text.Gsm7;
import im.isthmus.sms.text.Segments;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts as bytes of SMPP, cut where they must be, and back. */
final class SmppText {
    /** The message centre's own alphabet. */
    static final byte DEFAULT = 0;

    static final byte LATIN1 = 3;
    static final byte UCS2 = 8;

    private static final int CONCATENATED = 0;
    private static final int CONCATENATED_16 = 8;

    private SmppText() {}

    /** What the alphabet called "default" is at a message centre. */
    enum Alphabet {
        GSM7,
        LATIN1
    }

    /**
     * Bytes to submit.
     *
     * @param coding of SMPP
     * @param parts each with its user data header, if there are several
     */
    record Encoded(byte coding, List<byte[]> parts) {}

    /** A part of a text with its place. */
    static final class Part {
        private final int reference;
        private final int total;
        private final int number;
        private final byte[] text;

        Part(int reference, int total, int number, byte[] text) {
            this.reference = reference;
            this.total = total;
            this.number = number;
            this.text = text;
        }

        int reference() {
            return reference;
        }

        int total() {
            return total;
        }

        int number() {
            return number;
        }

        byte[] text() {
            return text;
        }
    }

    /** In as few parts as the phone network takes. */
    static Encoded encode(String text, Alphabet alphabet, Random random) {
        Segments segments = Segments.of(text);
        byte coding = coding(segments, text, alphabet);
        Charset charset = coding == UCS2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        int reference = random.nextInt(256);
        List<byte[]> parts = new ArrayList<>();
        // Latin-1 in segments of GSM 7 bit never has more characters than fit.
        List<String> texts =
                coding == UCS2 && !segments.unicode()
                        ? Segments.ofUnicode(text).parts()
                        : segments.parts();
        for (String each : texts) {
            byte[] body =
                    coding == DEFAULT && alphabet == Alphabet.GSM7
                            ? Gsm7.encode(each)
                            : each.getBytes(charset);
            parts.add(
                    texts.size() == 1
                            ? body
                            : withHeader(body, reference, texts.size(), parts.size() + 1));
        }
        return new Encoded(coding, parts);
    }

    private static byte coding(Segments segments, String text, Alphabet alphabet) {
        if (segments.unicode()) {
            return UCS2;
        }
        boolean latin = text.chars().allMatch(c -> c < 256);
        return alphabet == Alphabet.GSM7 || latin ? DEFAULT : UCS2;
    }

    /** 3GPP TS 23.040 section 9.2.3.24.1. */
    private static byte[] withHeader(byte[] body, int reference, int total, int number) {
        byte[] bytes = new byte[body.length + 6];
        bytes[0] = 5;
        bytes[1] = CONCATENATED;
        bytes[2] = 3;
        bytes[3] = (byte) reference;
        bytes[4] = (byte) total;
        bytes[5] = (byte) number;
        System.arraycopy(body, 0, bytes, 6, body.length);
        return bytes;
    }

    /** Takes the user data header off; a total of 1 if the text is whole or the header odd. */
    static Part split(byte[] bytes) {
        int length = bytes.length == 0 ? 0 : (bytes[0] & 0xff) + 1;
        if (length > bytes.length || length == 0) {
            return new Part(0, 1, 1, bytes);
        }
        byte[] text = java.util.Arrays.copyOfRange(bytes, length, bytes.length);
        for (int at = 1; at + 1 < length; at += 2 + (bytes[at + 1] & 0xff)) {
            int kind = bytes[at] & 0xff;
            int size = bytes[at + 1] & 0xff;
            if (at + 2 + size > length) {
                break;
            }
            if (kind == CONCATENATED && size == 3) {
                return new Part(
                        bytes[at + 2] & 0xff, bytes[at + 3] & 0xff, bytes[at + 4] & 0xff, text);
            }
            if (kind == CONCATENATED_16 && size == 4) {
                int reference = (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
                return new Part(reference, bytes[at + 4] & 0xff, bytes[at + 5] & 0xff, text);
            }
        }
        return new Part(0, 1, 1, text);
    }

    /** What bytes say. */
    static String decode(byte[] bytes, byte coding, Alphabet alphabet) {
        return switch (coding & 0x0f) {
            case UCS2 -> new String(bytes, 0, bytes.length / 2 * 2, StandardCharsets.UTF_16BE);
            case LATIN1, 1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            default ->
                    alphabet == Alphabet.GSM7
                            ? Gsm7.decode(bytes)
                            : new String(bytes, StandardCharsets.ISO_8859_1);
        };
    }
}
