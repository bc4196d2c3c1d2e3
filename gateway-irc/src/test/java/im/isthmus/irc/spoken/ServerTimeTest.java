package im.isthmus.irc.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.message.IrcMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTimeTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    @Test
    void everyPastTimeIsReadAsTheLibraryReadsIt() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(CLOCK.millis() - 60_000));
            String text = Instant.ofEpochMilli(time.toEpochMilli() / 1000 * 1000 + 123).toString();
            assertThat(read(text)).isEqualTo(Instant.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T11:59:45.000Z",
                "2026-11-24T12:00:10.000Z",
                "2026-11-24T10:00:00Z",
                "2026-11-24 10:00:00.000Z",
                "2020-13-01T00:00:00.000Z",
                "2020-00-01T00:00:00.000Z",
                "2020-01-32T00:00:00.000Z",
                "2020-01-01T24:00:00.000Z",
                "yesterday",
                ""
            })
    void whatIsNowOrNoTimeIsNow(String time) {
        assertThat(read(time)).isNull();
    }

    private static @Nullable Instant read(String time) {
        IrcMessage message = IrcMessage.of("PRIVMSG", "#c", "hi").withTag("time", time);
        return ServerTime.ofPast(message, CLOCK);
    }
}
