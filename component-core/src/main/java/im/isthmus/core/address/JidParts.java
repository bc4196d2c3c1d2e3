package im.isthmus.core.address;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/** Prepares the three parts of a JID (RFC 7622 sections 3.2 to 3.4). */
final class JidParts {
    /** Forbidden in localparts beyond the PRECIS profile (RFC 7622 section 3.3.1). */
    private static final String FORBIDDEN_IN_LOCAL = "\"&'/:<>@";

    private static final Pattern ASCII_DOMAIN = Pattern.compile("[a-z0-9_.-]+");

    private JidParts() {}

    static String local(String part) throws InvalidJidException {
        String prepared = prepare("localpart", PrecisProfiles.USERNAME_CASE_MAPPED, part);
        for (int i = 0; i < prepared.length(); i++) {
            if (FORBIDDEN_IN_LOCAL.indexOf(prepared.charAt(i)) >= 0) {
                throw new InvalidJidException(
                        "the localpart must not contain {0}", prepared.charAt(i));
            }
        }
        return checked("localpart", prepared);
    }

    static String resource(String part) throws InvalidJidException {
        return checked("resourcepart", prepare("resourcepart", PrecisProfiles.OPAQUE_STRING, part));
    }

    /** Lower case, U-labels (RFC 7622 section 3.2), no root dot at the end. */
    static String domain(String part) throws InvalidJidException {
        String lower = part.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        if (isPlainDomain(lower)) {
            return checked("domainpart", lower);
        }
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return checked("domainpart", lower);
        }
        try {
            String unicode = IDN.toUnicode(lower, IDN.ALLOW_UNASSIGNED);
            String ascii = IDN.toASCII(unicode, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            if (!ASCII_DOMAIN.matcher(ascii).matches() || ascii.contains("..")) {
                throw new InvalidJidException("the domainpart is no host name: {0}", shown(part));
            }
            return checked("domainpart", unicode);
        } catch (IllegalArgumentException e) {
            throw new InvalidJidException("the domainpart is no host name: {0}", shown(part));
        }
    }

    private static String prepare(String name, PrecisProfile profile, String part)
            throws InvalidJidException {
        if (isPlain(part)) {
            return part;
        }
        try {
            return profile.enforce(part);
        } catch (IllegalArgumentException e) {
            throw new InvalidJidException("the {0} is not allowed: {1}", name, shown(part));
        }
    }

    /** Visible ASCII in lower case is what every profile would make of it. */
    private static boolean isPlain(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= ' ' || c >= 0x7f || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return !part.isEmpty();
    }

    /** What IDNA leaves as it is: labels of ASCII (RFC 1035 section 2.3.4), but no A-labels. */
    private static boolean isPlainDomain(String lower) {
        int label = 0;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean dot = c == '.';
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (dot ? label == 0 : !plain || label >= 63) {
                return false;
            }
            label = dot ? 0 : label + 1;
        }
        return label > 0 && !lower.contains("xn--");
    }

    private static String checked(String name, String prepared) throws InvalidJidException {
        if (prepared.isEmpty()) {
            throw new InvalidJidException("the {0} is empty", name);
        }
        if (prepared.length() > Jid.MAX_PART_BYTES / 4
                && prepared.getBytes(StandardCharsets.UTF_8).length > Jid.MAX_PART_BYTES) {
            throw new InvalidJidException(
                    "the {0} is longer than {1} bytes", name, Jid.MAX_PART_BYTES);
        }
        return prepared;
    }

    private static String shown(String part) {
        return part.length() <= 60 ? part : part.substring(0, 60) + "...";
    }
}
