package im.isthmus.email.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDatesTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 30 Nov 2026 12:30:15 +0100        | 2026-11-30T11:30:15Z",
                "30 Nov 2026 12:30 -0500 (EST)          | 2026-11-30T17:30:00Z",
                "Mon, 30 Nov 26 12:30:15 GMT            | 2026-11-30T12:30:15Z",
                "30 Nov 99 12:30:15 PST                 | 1999-11-30T20:30:15Z",
                "Mon, 30 November 2026 12:30:60 +9900   | 2026-11-30T12:30:59Z"
            })
    void aDateIsReadHoweverItIsWritten(String field, Instant time) {
        assertThat(MailDates.parse(field, NOW)).isEqualTo(Optional.of(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Tue, 1 Dec 2026 00:00:01 +0000",
                "1 Jan 2999 00:00:00 +0000",
                "1 Jan 1970 00:00:00 +0000",
                "31 Feb 2026 12:00:00 +0000",
                "1 Jan 2026 25:00:00 +0000"
            })
    void whatCannotBeTheTimeOfAMailIsNone(String field) {
        assertThat(MailDates.parse(field, NOW)).isEmpty();
    }
}
