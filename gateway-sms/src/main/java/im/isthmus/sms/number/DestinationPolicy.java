package im.isthmus.sms.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import im.isthmus.core.text.Text;
import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.number.SmsParty.ShortCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * To whom may be written at all. Fraudsters earn on expensive numbers, so only regions that the
 * admin means are open, and in these only ordinary numbers.
 */
public final class DestinationPolicy {
    /** Numbers that cost the sender more, or are no phones. */
    private static final Set<PhoneNumberType> EXPENSIVE =
            Set.of(
                    PhoneNumberType.PREMIUM_RATE,
                    PhoneNumberType.SHARED_COST,
                    PhoneNumberType.PAGER,
                    PhoneNumberType.UAN,
                    PhoneNumberType.VOICEMAIL);

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final Set<String> regions;
    private final boolean shortCodes;

    /**
     * @param regions that may be written to; empty means those of the own numbers
     * @param own numbers
     */
    public DestinationPolicy(
            Collection<String> regions, Collection<PhoneNumber> own, boolean shortCodes) {
        this.shortCodes = shortCodes;
        this.regions =
                regions.isEmpty()
                        ? own.stream().map(this::region).collect(Collectors.toUnmodifiableSet())
                        : Set.copyOf(regions);
    }

    /** Why nobody may write there; empty if one may. */
    public Optional<Text> refusal(SmsParty party) {
        return switch (party) {
            case NamedSender _ ->
                    Optional.of(Text.of("This sender is a name: nobody can reply to it."));
            case ShortCode _ ->
                    shortCodes
                            ? Optional.empty()
                            : Optional.of(Text.of("This gateway does not write to short codes."));
            case PhoneNumber number -> refusal(number);
        };
    }

    private Optional<Text> refusal(PhoneNumber number) {
        Phonenumber.PhoneNumber parsed = parsed(number);
        if (EXPENSIVE.contains(numbers.getNumberType(parsed))) {
            return Optional.of(
                    Text.of("This is a premium number; the gateway does not write to those."));
        }
        String region = region(number);
        if (region.isEmpty()) {
            return Optional.of(Text.of("Nobody knows in which country this number is."));
        }
        // Satellite and international networks have no region ("001").
        return regions.contains(region)
                ? Optional.empty()
                : Optional.of(
                        Text.of(
                                "The gateway does not write to numbers of this region ({0}).",
                                region));
    }

    /** Jamaica is not the United States, though both have the code +1. */
    private String region(PhoneNumber number) {
        String region = numbers.getRegionCodeForNumber(parsed(number));
        if (region != null) {
            return region;
        }
        // A range that nobody knows. Where several countries share a code it may be any of them.
        List<String> all = numbers.getRegionCodesForCountryCode(parsed(number).getCountryCode());
        return all.size() == 1 ? all.getFirst() : "";
    }

    private Phonenumber.PhoneNumber parsed(PhoneNumber number) {
        try {
            return numbers.parse(number.e164(), null);
        } catch (NumberParseException e) {
            throw new IllegalArgumentException("not E.164: " + number.e164(), e);
        }
    }
}
