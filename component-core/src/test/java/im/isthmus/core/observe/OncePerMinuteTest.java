package im.isthmus.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
    private final AtomicLong nanos = new AtomicLong(-1);

    @Test
    void theFirstIsToldAtOnceAndTheOthersByTheirNumberAMinuteLater() {
        OncePerMinute refused = new OncePerMinute(nanos::get);
        assertThat(refused.happened()).isEqualTo(1);
        assertThat(refused.happened()).isZero();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(refused.happened()).isZero();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(refused.happened()).isEqualTo(3);
        assertThat(refused.happened()).isZero();
    }
}
