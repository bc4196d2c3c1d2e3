package im.isthmus.email.address;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of email (RFC 5321 section 4.1.2, RFC 6531). Two are the same for us if they differ in
 * the case of letters only, as nearly all mail servers have it; the spelling is kept.
 *
 * @param local without quotes, never empty, in NFC
 * @param domain in lower case, with U-labels; never a literal in brackets
 */
public record MailAddress(String local, String domain) {
    /** RFC 5321 section 4.5.3.1. */
    private static final int MAX_LOCAL = 64;

    private static final int MAX_TOTAL = 254;

    private static final Pattern ATOM =
            Pattern.compile("[\\w!#$%&'*+/=?^`{|}~\\-\\x{80}-\\x{10FFFF}]+");

    private static final Pattern DOT_ATOM =
            Pattern.compile(ATOM.pattern() + "(\\." + ATOM.pattern() + ")*");

    /** Reads {@code local@domain}, where the local part may be in quotes; empty if it is none. */
    public static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || text.length() > MAX_TOTAL * 4) {
            return Optional.empty();
        }
        String local = unquoted(text.substring(0, at));
        String domain = domain(text.substring(at + 1));
        if (local.isEmpty() || domain.isEmpty() || hasControls(local)) {
            return Optional.empty();
        }
        MailAddress address =
                new MailAddress(Normalizer.normalize(local, Normalizer.Form.NFC), domain);
        boolean fits =
                bytes(address.local) <= MAX_LOCAL * 2 && bytes(address.toString()) <= MAX_TOTAL;
        return fits ? Optional.of(address) : Optional.empty();
    }

    /** The domain as the DNS has it. */
    public String asciiDomain() {
        return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    }

    /** Whether a mail server without SMTPUTF8 can take it. */
    public boolean isAscii() {
        return local.chars().allMatch(c -> c < 0x80);
    }

    /** As SMTP and header fields have it: quotes where needed, the domain as the DNS has it. */
    public String wire() {
        return quotedLocal() + '@' + asciiDomain();
    }

    /** The same for any spelling of the same address. */
    public String key() {
        return local.toLowerCase(Locale.ROOT) + '@' + domain;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return quotedLocal() + '@' + domain;
    }

    private String quotedLocal() {
        return DOT_ATOM.matcher(local).matches()
                ? local
                : '"' + local.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String unquoted(String local) {
        if (local.length() < 2 || !local.startsWith("\"") || !local.endsWith("\"")) {
            return DOT_ATOM.matcher(local).matches() ? local : "";
        }
        return local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** In lower case and with U-labels; empty if it is none. */
    public static String domain(String text) {
        try {
            String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean fits = !ascii.isEmpty() && ascii.length() <= 253 && !ascii.contains("..");
            boolean edged = ascii.startsWith(".") || ascii.endsWith(".");
            return fits && !edged ? IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED) : "";
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return "";
        }
    }

    private static boolean hasControls(String text) {
        return text.codePoints()
                .anyMatch(c ->
                        Character.isISOControl(c)
                                || c == 0x2028
                                || c == 0x2029
                                || (c >= 0xD800 && c <= 0xDFFF)
                                || Character.getType(c) == Character.FORMAT);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
