package im.isthmus.email.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.term.BackendFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusesTest {
    @ParameterizedTest
    @CsvSource({
        "5.1.1, NotFound",
        "5.1.10, NotFound",
        "5.1.8, Rejected",
        "5.2.2, Temporary",
        "4.2.2, Temporary",
        "5.3.1, Temporary",
        "5.2.3, TooMany",
        "5.3.4, TooMany",
        "4.4.1, Unreachable",
        "5.4.4, Unreachable",
        "5.7.1, Banned",
        "5.7.26, Banned",
        "5.6.0, Rejected",
        "5.0.0, Rejected",
        "junk, Rejected",
        "'', Rejected"
    })
    void aStatusSaysWhatWentWrong(String status, String failure) {
        assertThat(failure(status, "").getClass().getSimpleName()).isEqualTo(failure);
    }

    @Test
    void whatTheServerSaidIsOneLineBehindIt() {
        assertThat(failure("5.1.1", "no such\r\nuser").text())
                .isEqualTo("There is no mailbox bert@example.test. It said: no such user");
        assertThat(failure("5.1.1", "").text()).isEqualTo("There is no mailbox bert@example.test.");
    }

    private static BackendFailure failure(String status, String words) {
        return Statuses.failure(status, "bert@example.test", words);
    }
}
