package im.isthmus.sms.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.number.SmsParty.ShortCode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads numbers as people and providers write them. One number has one spelling here: whatever
 * comes in leaves as E.164, or as a short code of the default region.
 */
public final class Numbering {
    private static final int MAX_LENGTH = 64;

    private static final Pattern SHORT = Pattern.compile("[0-9]{3,8}");

    /** The visual separators of RFC 3966 section 5.1.1, and what people use besides. */
    private static final Pattern SEPARATORS = Pattern.compile("[-.()\\s\\u00a0\\u2010-\\u2015/]");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
    private final String region;

    /**
     * @param region where numbers without country code are from, such as {@code US} (ISO 3166-1)
     * @throws IllegalArgumentException if there is no such region
     */
    public Numbering(String region) {
        if (!isRegion(region)) {
            throw new IllegalArgumentException("no region of the phone network: " + region);
        }
        this.region = region;
    }

    /** Whether there is such a region. */
    public static boolean isRegion(String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
    }

    /**
     * What somebody typed, or a provider sent as a recipient: {@code +44 20 7946 0000}, {@code
     * tel:+1-202-555-0100}, {@code (202) 555-0100}, {@code 12345}.
     *
     * @throws InvalidJidException with a sentence for the user
     */
    public SmsParty read(String typed) throws InvalidJidException {
        String text = withoutScheme(typed.strip());
        if (text.length() > MAX_LENGTH) {
            throw new InvalidJidException("This is too long for a phone number.");
        }
        String digits = SEPARATORS.matcher(text).replaceAll("");
        if (!digits.startsWith("+")) {
            refuseEmergency(digits, region);
        }
        if (SHORT.matcher(digits).matches() && !isLocalNumber(digits)) {
            return new ShortCode(digits, "+" + numbers.getCountryCodeForRegion(region));
        }
        return phoneNumber(text);
    }

    /**
     * A short code of a country.
     *
     * @param country its calling code, such as {@code +1}
     * @throws InvalidJidException with a sentence for the user
     */
    ShortCode shortCode(String digits, String country) throws InvalidJidException {
        int code = Integer.parseInt(country.substring(1));
        boolean ours = code == numbers.getCountryCodeForRegion(region);
        // Others of the same code may have what is a service elsewhere, such as 311 in the US.
        refuseEmergency(digits, ours ? region : numbers.getRegionCodeForCountryCode(code));
        return new ShortCode(digits, country);
    }

    private void refuseEmergency(String digits, String in) throws InvalidJidException {
        if (shortNumbers.isEmergencyNumber(digits, in)) {
            throw new InvalidJidException(
                    "Text messages cannot reach emergency services: call {0}.", digits);
        }
    }

    /**
     * The sender of a message as a provider or a network gives it: a number with or without plus
     * sign, or as the region itself dials it, a short code, or a name.
     */
    public SmsParty sender(String raw) {
        String text = raw.strip();
        String digits = SEPARATORS.matcher(text).replaceAll("");
        try {
            if (digits.matches("\\+[0-9]{7,15}")) {
                return phoneNumber(digits);
            }
            if (SHORT.matcher(digits).matches()) {
                return new ShortCode(digits, "+" + numbers.getCountryCodeForRegion(region));
            }
            if (digits.matches("[1-9][0-9]{8,14}")) {
                return phoneNumber("+" + digits);
            }
            if (digits.matches("0[0-9]{8,17}")) {
                return phoneNumber(digits); // no country code begins with 0
            }
        } catch (InvalidJidException e) {
            // Networks let all kinds of senders pass; it is shown as it came.
        }
        return new NamedSender(text);
    }

    /**
     * Exactly this number.
     *
     * @throws InvalidJidException with a sentence for the user
     */
    public PhoneNumber phoneNumber(String text) throws InvalidJidException {
        Phonenumber.PhoneNumber number;
        try {
            number = numbers.parse(text, region);
        } catch (NumberParseException e) {
            throw new InvalidJidException("This is no phone number.");
        }
        if (!numbers.isPossibleNumber(number)) {
            throw new InvalidJidException(
                    "This is no phone number: write it with its country code, such as {0}.",
                    example());
        }
        return new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164));
    }

    /** A number of the default region to show how they are written. */
    public String example() {
        Phonenumber.PhoneNumber number = numbers.getExampleNumber(region);
        return number == null ? "+12025550100" : numbers.format(number, PhoneNumberFormat.E164);
    }

    /** How people of the number's country like to read it. */
    public String shown(PhoneNumber number) {
        try {
            return numbers.format(
                    numbers.parse(number.e164(), null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return number.e164();
        }
    }

    /** Some regions have subscriber numbers as short as short codes. */
    private boolean isLocalNumber(String digits) {
        try {
            return numbers.isValidNumber(numbers.parse(digits, region));
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static String withoutScheme(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("sms:") || lower.startsWith("tel:") ? text.substring(4) : text;
    }
}
