package im.isthmus.sms.delivery;

import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.provider.SmsProvider;
import java.time.Duration;
import java.util.List;

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
    public SmsAccount {
        numbers = List.copyOf(numbers);
    }
}
