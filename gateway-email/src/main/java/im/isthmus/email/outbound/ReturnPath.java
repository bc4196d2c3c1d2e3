package im.isthmus.email.outbound;

import im.isthmus.email.address.MailAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where reports about a mail of ours go: an address of its own for each mail, so that even a report
 * that no machine can read is known to be about it. Nobody who did not get the mail can guess it.
 */
public final class ReturnPath {
    /** The local part that no alias may have. */
    public static final String RESERVED = "return";

    private static final Pattern LOCAL = Pattern.compile("(?i)" + RESERVED + "\\+([0-9a-f]{24})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReturnPath() {}

    /** A new token. */
    public static String newToken() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String of(String token, String domain) {
        return RESERVED + '+' + token + '@' + domain;
    }

    /** The token in an address; empty if it is no return path. */
    public static Optional<String> token(MailAddress address) {
        Matcher matcher = LOCAL.matcher(address.local());
        return matcher.matches()
                ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
