package im.isthmus.email.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes of mails as text, whatever they claim to be. Nothing is ever refused. */
public final class Charsets {
    private static final Charset WESTERN = charset("windows-1252");

    /** What mails call character sets and this JVM does not, or does differently. */
    private static final Map<String, String> ALIASES = new HashMap<>();

    static {
        String names =
                "utf8mb4=UTF-8 utf-8mb4=UTF-8 utf_8=UTF-8 unicode=UTF-8 cp-850=IBM850"
                        + " iso-8859-8-i=ISO-8859-8 iso-8859-8-e=ISO-8859-8 iso-8859-6-i=ISO-8859-6"
                        + " ks_c_5601-1987=MS949 ks_c_5601=MS949 ksc5601=MS949 euc-kr=MS949"
                        + " gb2312=GB18030 gb_2312-80=GB18030 gbk=GB18030 x-gbk=GB18030"
                        + " cp936=GB18030 hz-gb-2312=GB18030 iso-8859-1=windows-1252"
                        + " latin1=windows-1252 latin-1=windows-1252 iso8859-1=windows-1252"
                        + " iso-8859_1=windows-1252 iso_8859-1=windows-1252 ansi=windows-1252"
                        + " cp-1252=windows-1252 cp1252=windows-1252 windows1252=windows-1252"
                        + " win-1251=windows-1251 cp-1251=windows-1251 koi8r=KOI8-R"
                        + " shift-jis=windows-31j shift_jis=windows-31j sjis=windows-31j"
                        + " x-sjis=windows-31j cp932=windows-31j iso-8859-9=windows-1254"
                        + " big5=Big5-HKSCS macintosh=x-MacRoman tis-620=x-windows-874";
        for (String pair : names.split(" ", -1)) {
            ALIASES.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
    }

    private Charsets() {}

    /**
     * Decodes bytes.
     *
     * @param label what the mail calls their character set; null if nothing
     */
    public static String decode(byte[] bytes, @Nullable String label) {
        String name = label == null ? "" : normalized(label);
        if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
            return utf7(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        Charset charset = find(name);
        if (charset == null || charset.equals(StandardCharsets.US_ASCII)) {
            return strictUtf8(bytes).orElseGet(() -> new String(bytes, WESTERN));
        }
        return new String(bytes, charset);
    }

    private static String normalized(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
        int junk = name.lastIndexOf('=');
        return junk < 0 ? name : name.substring(junk + 1);
    }

    private static @Nullable Charset find(String name) {
        String known = ALIASES.getOrDefault(name, name);
        try {
            return known.isEmpty() ? null : Charset.forName(known);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    private static Optional<String> strictUtf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** RFC 2152: Base64 of UTF-16 between a plus and a minus sign. */
    private static String utf7(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '+') {
                plain.append(text.charAt(i));
                continue;
            }
            int end = i + 1;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            if (end == i + 1) {
                plain.append('+');
            } else {
                plain.append(utf16(text.substring(i + 1, end)));
            }
            boolean minus = end < text.length() && text.charAt(end) == '-';
            i = minus ? end : end - 1;
        }
        return plain.toString();
    }

    private static String utf16(String base64) {
        int usable = base64.length() - (base64.length() % 4 == 1 ? 1 : 0);
        byte[] bytes = Base64.getDecoder().decode(base64.substring(0, usable));
        return new String(bytes, 0, bytes.length & ~1, StandardCharsets.UTF_16BE);
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/';
    }
}
