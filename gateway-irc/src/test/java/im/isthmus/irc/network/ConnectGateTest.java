package im.isthmus.irc.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectGateTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void turnsAreAGapApart() {
        ConnectGate gate = gate(100, Duration.ofMillis(500), 0);
        assertThat(gate.turn()).isEqualTo(Duration.ZERO);
        assertThat(gate.turn()).isEqualTo(Duration.ofMillis(500));
        assertThat(gate.turn()).isEqualTo(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(gate.turn()).isEqualTo(Duration.ZERO);
    }

    @Test
    void onlySoManyConnectAtOnce() {
        ConnectGate gate = gate(2, Duration.ZERO, 0);
        ConnectGate.Pass first = entered(gate);
        ConnectGate.Pass second = entered(gate);
        assertThat(gate.enter()).isNull();
        first.welcomed();
        assertThat(gate.enter()).isNotNull();
        assertThat(gate.enter()).isNull();
        second.over();
        assertThat(gate.enter()).isNotNull();
    }

    @Test
    void onlySoManyAreConnected() {
        ConnectGate gate = gate(10, Duration.ZERO, 2);
        ConnectGate.Pass first = entered(gate);
        first.welcomed();
        assertThat(gate.enter()).isNotNull();
        assertThat(gate.isFull()).isTrue();
        assertThat(gate.enter()).isNull();
        first.over();
        first.over();
        first.welcomed();
        assertThat(gate.enter()).isNotNull();
        assertThat(gate.enter()).isNull();
    }

    private static ConnectGate.Pass entered(ConnectGate gate) {
        return Objects.requireNonNull(gate.enter());
    }

    private ConnectGate gate(int atOnce, Duration gap, int connections) {
        return new ConnectGate(new ConnectGate.Limits(atOnce, gap, connections), nanos::get);
    }
}
