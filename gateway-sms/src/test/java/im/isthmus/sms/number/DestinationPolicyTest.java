package im.isthmus.sms.number;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.number.SmsParty.ShortCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationPolicyTest {
    private static final List<PhoneNumber> OWN = List.of(new PhoneNumber("+12025550100"));

    private final DestinationPolicy standard = new DestinationPolicy(List.of(), OWN, false);

    @Test
    void theRegionsOfTheOwnNumbersAreOpen() {
        assertThat(standard.refusal(new PhoneNumber("+14155550100"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+18765550123", // Jamaica has the code of the United States
                "+442079460000",
                "+19005550123", // premium
                "+881612345678", // satellite
                "+870773123456",
                "+979123456789",
                "+80012345678",
                "+15555550100" // of no country that is known
            })
    void everythingElseIsClosed(String number) {
        assertThat(standard.refusal(new PhoneNumber(number))).isPresent();
    }

    @Test
    void premiumNumbersOfOpenRegionsAreClosedToo() {
        DestinationPolicy british = new DestinationPolicy(List.of("GB"), OWN, false);
        assertThat(british.refusal(new PhoneNumber("+447400123456"))).isEmpty();
        assertThat(british.refusal(new PhoneNumber("+449061234567"))).isPresent();
        assertThat(british.refusal(new PhoneNumber("+14155550100"))).isPresent();
    }

    @Test
    void shortCodesAreOpenedByTheAdminAndNamesByNobody() {
        ShortCode code = new ShortCode("12345", "+1");
        assertThat(standard.refusal(code)).isPresent();
        assertThat(new DestinationPolicy(List.of(), OWN, true).refusal(code)).isEmpty();
        assertThat(standard.refusal(new NamedSender("My Bank"))).isPresent();
    }
}
