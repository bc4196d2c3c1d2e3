package im.isthmus.email.smtp;

import im.isthmus.email.address.MailAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command taken apart.
 *
 * @param verb in upper case
 * @param rest behind the verb, without the space between
 */
record SmtpCommand(String verb, String rest) {
    /** The path of MAIL or RCPT and what is behind it; a source route is ignored (RFC 5321 C). */
    private static final Pattern PATH =
            Pattern.compile(
                    "(?i)(?:FROM|TO): ?<(?:@[^:>]*:)?((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"<>])*)>"
                            + "(?: +(.*))?");

    private static final Pattern PARAMETER =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*(=[^\\s=].*)?");

    /** The path of MAIL or RCPT. */
    record Path(String address, Map<String, String> parameters) {
        /** The address, empty if it is none. */
        Optional<MailAddress> mailAddress() {
            return MailAddress.parse(address);
        }
    }

    static SmtpCommand parse(String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        return new SmtpCommand(verb.strip().toUpperCase(Locale.ROOT), rest);
    }

    /** What follows MAIL or RCPT; empty if it is not written as it must be. */
    Optional<Path> path(String keyword) {
        Matcher matcher = PATH.matcher(rest);
        if (!rest.toUpperCase(Locale.ROOT).startsWith(keyword + ":") || !matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        String text = matcher.group(2) == null ? "" : matcher.group(2);
        for (String each : text.isBlank() ? new String[0] : text.strip().split(" +", -1)) {
            if (!PARAMETER.matcher(each).matches() || parameters.size() > 20) {
                return Optional.empty();
            }
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            String value = equals < 0 ? "" : each.substring(equals + 1);
            parameters.put(name.toUpperCase(Locale.ROOT), value);
        }
        return Optional.of(new Path(matcher.group(1), parameters));
    }
}
