package im.isthmus.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsFailureTest {
    @ParameterizedTest
    @CsvSource({
        "NO_SUCH_NUMBER, NotFound",
        "LANDLINE, Rejected",
        "UNREACHABLE, Offline",
        "EXPIRED, Offline",
        "OPTED_OUT, Policy",
        "FILTERED, Policy",
        "REGION, Policy",
        "TOO_LONG, BadValue",
        "MEDIA, BadValue",
        "OTHER, Rejected"
    })
    void aCauseSaysWhatKindOfErrorItIs(Cause cause, String failure) {
        assertThat(new SmsFailure(cause, "").failure().getClass().getSimpleName())
                .isEqualTo(failure);
    }

    @Test
    void theProvidersCodeIsInIt() {
        BackendFailure failure = new SmsFailure(Cause.LANDLINE, "30006").failure();

        assertThat(failure.text())
                .isEqualTo(
                        "This is a landline: it cannot receive text messages. The provider says:"
                                + " 30006");
    }
}
