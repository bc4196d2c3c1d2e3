package im.isthmus.sms.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.provider.Providers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmsAccountTest {
    private static final String OURS = "+12035550100";

    private final SmsAccount account =
            new SmsAccount(
                    "main",
                    Providers.unknown().open(InstantSource.system()),
                    List.of(new PhoneNumber(OURS), new PhoneNumber("+442079460000")),
                    "",
                    Duration.ZERO);

    @Test
    void aProviderMayLeaveAwayThePlusSignOrTheCountryCode() {
        for (String written : List.of(OURS, "12035550100", "0012035550100", "2035550100")) {
            assertThat(account.number(written)).as(written).contains(OURS);
        }
    }

    @Test
    void aWholeNumberOfAnotherCountryThatEndsOursIsNotOurs() {
        assertThat(account.number("+2035550100")).isEmpty(); // in Alexandria
    }

    @Test
    void tooFewDigitsAreNobodys() {
        assertThat(account.number("550100")).isEmpty();
        assertThat(account.number("")).isEmpty();
    }
}
