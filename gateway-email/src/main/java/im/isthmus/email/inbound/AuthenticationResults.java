package im.isthmus.email.inbound;

import im.isthmus.email.header.MailHeader;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the mail server that the admin trusts found out about a mail (RFC 8601). Fields of anybody
 * else are worth nothing, for the sender can write them.
 */
final class AuthenticationResults {
    private static final Pattern METHOD =
            Pattern.compile("(?i)(?:^|;)\\s*(dmarc|spf|dkim)(?:/\\d+)?\\s*=\\s*([a-z]+)");

    private AuthenticationResults() {}

    /** What DMARC says. */
    enum Verdict {
        PASS,
        FAIL,
        UNKNOWN
    }

    /**
     * The verdict of the trusted server.
     *
     * @param id its authserv-id; empty trusts nobody
     */
    static Verdict dmarc(MailHeader header, String id) {
        if (id.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        for (String field : header.all("authentication-results")) {
            String plain = bare(field);
            int semicolon = plain.indexOf(';');
            String server = (semicolon < 0 ? plain : plain.substring(0, semicolon)).strip();
            // A version may stand behind the id.
            if (!server.split("\\s+", 2)[0].equalsIgnoreCase(id)) {
                continue;
            }
            Matcher method = METHOD.matcher(semicolon < 0 ? "" : plain.substring(semicolon));
            while (method.find()) {
                if (method.group(1).equalsIgnoreCase("dmarc")) {
                    return verdict(method.group(2).toLowerCase(Locale.ROOT));
                }
            }
            // Only the topmost field of the server is its own for sure.
            return Verdict.UNKNOWN;
        }
        return Verdict.UNKNOWN;
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "pass" -> Verdict.PASS;
            case "fail", "reject", "quarantine" -> Verdict.FAIL;
            default -> Verdict.UNKNOWN;
        };
    }

    /**
     * Without comments and quoted strings: what stands there is often the sender's to choose, such
     * as {@code smtp.mailfrom="a; dmarc=pass"@example.org}.
     */
    private static String bare(String field) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++; // whatever it is, it ends nothing
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && depth > 0) {
                depth--;
            } else if (!quoted && depth == 0) {
                bare.append(c);
            }
        }
        return bare.toString();
    }
}
