package im.isthmus.core.stream.link;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.stream.StreamTimings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final LinkEnd LOST = new LinkEnd(LinkEnd.Cause.NETWORK, "lost");
    private static final LinkEnd REFUSED = new LinkEnd(LinkEnd.Cause.NOT_AUTHORIZED, "refused");
    private static final LinkEnd CONFLICT = new LinkEnd(LinkEnd.Cause.CONFLICT, "conflict");

    /** Always the same share of the random part. */
    private static Backoff backoff(double share) {
        RandomGenerator fixed =
                new RandomGenerator() {
                    @Override
                    public long nextLong() {
                        throw new AssertionError("not used");
                    }

                    @Override
                    public double nextDouble() {
                        return share;
                    }
                };
        return new Backoff(StreamTimings.DEFAULT, fixed);
    }

    private static List<Long> seconds(Backoff backoff, LinkEnd end, int count) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(backoff.after(end, Duration.ZERO).toSeconds());
        }
        return waits;
    }

    @Test
    void waitsDoubleUpToAMinute() {
        assertThat(seconds(backoff(1), LOST, 9))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void upToHalfOfAWaitIsTakenOffAtRandom() {
        assertThat(backoff(0).after(LOST, Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff(0.5).after(LOST, Duration.ZERO)).isEqualTo(Duration.ofMillis(750));
        assertThat(seconds(backoff(0), LOST, 9)).endsWith(30L, 30L);
    }

    @Test
    void aLinkThatLastedStartsAnew() {
        Backoff backoff = backoff(1);
        seconds(backoff, LOST, 9);

        assertThat(backoff.after(LOST, Duration.ofSeconds(59))).hasSeconds(60);
        assertThat(backoff.after(LOST, Duration.ofSeconds(60))).hasSeconds(1);
        assertThat(backoff.after(LOST, Duration.ZERO)).hasSeconds(2);
    }

    @Test
    void twoThatKickEachOtherOutSlowDown() {
        Backoff backoff = backoff(1);
        for (int i = 0; i < 6; i++) {
            backoff.after(CONFLICT, Duration.ofSeconds(1));
        }

        assertThat(backoff.after(CONFLICT, Duration.ofSeconds(1))).hasSeconds(60);
    }

    @Test
    void whatOnlyAnAdminCanMendIsTriedOnceAMinute() {
        Backoff backoff = backoff(1);

        assertThat(seconds(backoff, REFUSED, 3)).containsOnly(60L);
        assertThat(backoff.after(LOST, Duration.ZERO)).hasSeconds(1);
    }
}
