package im.isthmus.sms.delivery;

import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.provider.SmsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An account with a provider, ready to be used.
 *
 * @param name as the configuration has it
 * @param numbers that send and receive through it
 * @param statusUrl where the provider reports what became of our messages; the message's id is
 *     appended; empty if it does not call us
 * @param repeats within how much time the same text again is the same message
 */
public record SmsAccount(
        String name,
        SmsProvider provider,
        List<PhoneNumber> numbers,
        String statusUrl,
        Duration repeats) {
    /** Fewer digits than this name no number without its area. */
    private static final int SUBSCRIBER = 7;

    public SmsAccount {
        numbers = List.copyOf(numbers);
    }

    /**
     * The number of the account that a provider means, who may leave away the plus sign or even the
     * country code; empty if it is none.
     */
    Optional<String> number(String written) {
        String digits = written.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        List<String> found =
                numbers.stream()
                        .map(PhoneNumber::e164)
                        .filter(e164 -> e164.endsWith(digits))
                        .toList();
        Optional<String> exact =
                found.stream().filter(e164 -> e164.length() == digits.length() + 1).findFirst();
        boolean whole = written.startsWith("+") || digits.length() < SUBSCRIBER;
        return exact.isPresent() || found.size() != 1 || whole ? exact : found.stream().findFirst();
    }
}
