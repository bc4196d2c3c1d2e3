package im.isthmus.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void aCheckThatHangsIsDownAndTheOthersAnswer() {
        Health health = new Health(Duration.ofMillis(200));
        CountDownLatch never = new CountDownLatch(1);
        health.add(
                "hangs",
                () -> {
                    never.await();
                    return Health.State.up("late");
                });
        health.add("works", () -> Health.State.up("fine"));

        assertThat(health.states().get("hangs")).isEqualTo(Health.State.down("no answer in time"));
        assertThat(new Health().states()).isEmpty();
    }

    @Test
    void nothingToCheckIsUp() {
        assertThat(Health.json(new Health().states()))
                .isEqualTo("{\"up\": true, \"checks\": []}\n");
    }
}
