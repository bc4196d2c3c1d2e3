package im.isthmus.sms.number;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.text.Text;
import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.number.SmsParty.ShortCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Localparts of the gateway's JIDs. Each party has exactly one: {@code +12025550100}, {@code
 * 12345;phone-context=+1} (RFC 3966 section 5.1.5) or {@code my\20bank;phone-context=alphanumeric}.
 * Other spellings are answered with the right one.
 */
public final class SmsAddresses {
    private static final String CONTEXT = ";phone-context=";
    private static final String NAME_CONTEXT = CONTEXT + "alphanumeric";

    /** COMPAT(cheogram): how it writes short codes of North America, and names. */
    private static final String CHEOGRAM = "phone-context.soprani.ca";

    private static final String CHEOGRAM_CODE = CONTEXT + "ca-us." + CHEOGRAM;
    private static final String CHEOGRAM_NAME = CONTEXT + "alphanumeric." + CHEOGRAM;

    private static final Pattern URI = Pattern.compile("(?i)(?:sms|tel):([^?,]{1,100})(?:\\?.*)?");

    private final Numbering numbering;
    private final boolean cheogram;

    /**
     * @param cheogram whether to write as cheogram does; it is understood in any case
     */
    public SmsAddresses(Numbering numbering, boolean cheogram) {
        this.numbering = numbering;
        this.cheogram = cheogram;
    }

    /** The localpart of a party. */
    public String localpart(SmsParty party) {
        return switch (party) {
            case PhoneNumber number -> number.e164();
            case ShortCode code ->
                    cheogram && code.country().equals("+1")
                            ? code.digits() + CHEOGRAM_CODE
                            : code.digits() + CONTEXT + code.country();
            case NamedSender sender ->
                    cheogram && sender.name().matches("[A-Za-z0-9 ]+")
                            ? cheogram(sender.name()) + CHEOGRAM_NAME
                            : JidEscaping.escape(folded(sender.name())) + NAME_CONTEXT;
        };
    }

    /**
     * The party of a localpart. A named sender comes back folded: its spelling is kept by whoever
     * received a message from it.
     *
     * @throws InvalidJidException with the right localpart, if this is another spelling
     */
    public SmsParty party(String localpart) throws InvalidJidException {
        SmsParty party = read(JidEscaping.unescape(localpart));
        String right = localpart(party);
        if (!right.equals(localpart)) {
            throw InvalidJidException.misspelt(
                    Text.of("This address is written {0} here.", right), right);
        }
        return party;
    }

    /**
     * The party that somebody typed: a localpart, or a number in any spelling.
     *
     * @throws InvalidJidException with a sentence for the user
     */
    public SmsParty read(String text) throws InvalidJidException {
        if (text.endsWith(NAME_CONTEXT)) {
            String name = text.substring(0, text.length() - NAME_CONTEXT.length());
            if (name.isBlank()) {
                throw new InvalidJidException("The name of the sender is missing.");
            }
            return new NamedSender(name);
        }
        if (text.endsWith(CHEOGRAM_NAME)) {
            return new NamedSender(
                    fromCheogram(text.substring(0, text.length() - CHEOGRAM_NAME.length())));
        }
        int context = text.indexOf(CONTEXT);
        if (context < 0) {
            return numbering.read(text);
        }
        String digits = text.substring(0, context);
        String country = text.substring(context + CONTEXT.length());
        if (country.equals("ca-us." + CHEOGRAM)) {
            country = "+1";
        }
        if (!digits.matches("[0-9]{3,8}") || !country.matches("\\+[1-9][0-9]{0,2}")) {
            throw new InvalidJidException(
                    "A short code is written as its digits, such as {0}.",
                    "12345" + CONTEXT + "+1");
        }
        return numbering.shortCode(digits, country);
    }

    /**
     * The localpart for {@code sms:+12025550100}, with a text or without (RFC 5724), or {@code
     * tel:+1-202-555-0100} (RFC 3966); null if it is another URI, or not of one number.
     */
    public @Nullable String localpartOfUri(String uri) {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            return null;
        }
        try {
            String typed = matcher.group(1).replace("+", "%2B"); // a plus sign is no space here
            return localpart(read(URLDecoder.decode(typed, StandardCharsets.UTF_8)));
        } catch (InvalidJidException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Each character as two decimal digits, 30 less than its code. */
    private static String cheogram(String name) {
        StringBuilder digits = new StringBuilder();
        name.chars().forEach(c -> digits.append("%02d".formatted(c - 30)));
        return digits.toString();
    }

    private static String fromCheogram(String digits) throws InvalidJidException {
        if (!digits.matches("([0-9]{2}){1,40}")) {
            throw new InvalidJidException("The name of the sender is missing.");
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 2) {
            name.append((char) (Integer.parseInt(digits.substring(i, i + 2)) + 30));
        }
        return name.toString();
    }

    /** Localparts know no case and no compatibility characters (RFC 7622 section 3.3). */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
