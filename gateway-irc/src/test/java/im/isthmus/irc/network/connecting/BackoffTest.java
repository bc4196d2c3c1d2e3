package im.isthmus.irc.network.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LAST = Duration.ofMinutes(10);

    @Test
    void waitsDoubleUpToTheLongestAndAreSpread() {
        Backoff backoff = new Backoff(FIRST, LAST, new Random(1));
        long expected = FIRST.toMillis();
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.next().toMillis()).isBetween(expected / 2, expected * 3 / 2);
            expected = Math.min(expected * 2, LAST.toMillis());
        }
    }

    @Test
    void twoUsersDoNotComeBackAtTheSameTime() {
        assertThat(new Backoff(FIRST, LAST, new Random(1)).next())
                .isNotEqualTo(new Backoff(FIRST, LAST, new Random(2)).next());
    }

    @Test
    void afterASuccessItStartsAnew() {
        Backoff backoff = new Backoff(FIRST, LAST, new Random(1));
        for (int i = 0; i < 9; i++) {
            assertThat(backoff.next()).isPositive();
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
}
