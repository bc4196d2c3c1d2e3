package im.isthmus.irc.connection.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // wraps during the test

    @Test
    void aBurstGoesAtOnceAndThenOneByOne() {
        var bucket = new TokenBucket(3, 2, now::get);
        assertThat(take(bucket, 5)).isEqualTo(3);
        assertThat(bucket.nanosToNext()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));

        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1000));
        assertThat(take(bucket, 5)).isEqualTo(2);
    }

    @Test
    void restFillsTheBucketToTheBurstAndNoMore() {
        var bucket = new TokenBucket(3, 2, now::get);
        assertThat(take(bucket, 3)).isEqualTo(3);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(bucket.nanosToNext()).isZero();
        assertThat(take(bucket, 10)).isEqualTo(3);
    }

    @Test
    void aRateOfZeroIsNoLimit() {
        var bucket = new TokenBucket(1, 0, now::get);
        assertThat(take(bucket, 1000)).isEqualTo(1000);
        assertThat(bucket.nanosToNext()).isZero();
    }

    private static int take(TokenBucket bucket, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += bucket.take() ? 1 : 0;
        }
        return taken;
    }
}
