package im.isthmus.irc.network.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectGateTest {
    private final AtomicLong nanos = new AtomicLong();

    /** Somebody at the gate who notes when to come back. */
    private static final class Comer implements ConnectGate.Waiter {
        final List<Duration> calls = new ArrayList<>();

        @Override
        public void comeAfter(Duration wait) {
            calls.add(wait);
        }
    }

    @Test
    void startsAreAGapApart() {
        ConnectGate gate = gate(0, Duration.ofMillis(500), 0);
        Comer second = new Comer();
        Comer third = new Comer();
        assertThat(gate.enter(new Comer(), false)).isNotNull();
        assertThat(gate.enter(second, false)).isNull();
        assertThat(gate.enter(third, false)).isNull();
        assertThat(second.calls).containsExactly(Duration.ofMillis(500));
        assertThat(third.calls).isEmpty();

        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(gate.enter(third, false)).as("before those who came before").isNull();
        assertThat(gate.enter(second, false)).isNotNull();
        assertThat(third.calls).containsExactly(Duration.ofMillis(500));
        assertThat(gate.enter(third, false)).as("before its time").isNull();

        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(gate.enter(third, false)).isNotNull();
    }

    @Test
    void afterAWhileNobodyWaitsForAGap() {
        ConnectGate gate = gate(0, Duration.ofMillis(500), 0);
        assertThat(gate.enter(new Comer(), false)).isNotNull();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(gate.enter(new Comer(), false)).isNotNull();
    }

    @Test
    void onlySoManyConnectAtOnce() {
        ConnectGate gate = gate(2, Duration.ZERO, 0);
        ConnectGate.Pass first = entered(gate);
        ConnectGate.Pass second = entered(gate);
        Comer third = new Comer();
        Comer fourth = new Comer();
        assertThat(gate.enter(third, false)).isNull();
        assertThat(gate.enter(fourth, false)).isNull();
        assertThat(third.calls).isEmpty();
        first.welcomed();
        assertThat(third.calls).containsExactly(Duration.ZERO);
        assertThat(gate.enter(third, false)).isNotNull();
        assertThat(fourth.calls).isEmpty();
        second.over();
        assertThat(fourth.calls).containsExactly(Duration.ZERO);
        assertThat(gate.enter(fourth, false)).isNotNull();
    }

    @Test
    void whoGivesUpTakesNobodysTurn() {
        ConnectGate gate = gate(0, Duration.ofMillis(500), 0);
        assertThat(gate.enter(new Comer(), false)).isNotNull();
        for (int i = 0; i < 100; i++) {
            Comer impatient = new Comer();
            assertThat(gate.enter(impatient, false)).isNull();
            gate.leave(impatient);
        }
        Comer patient = new Comer();
        assertThat(gate.enter(patient, false)).isNull();
        assertThat(patient.calls).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void theNextIsCalledWhenTheFirstGivesUp() {
        ConnectGate gate = gate(1, Duration.ZERO, 0);
        ConnectGate.Pass inside = entered(gate);
        Comer first = new Comer();
        Comer second = new Comer();
        assertThat(gate.enter(first, false)).isNull();
        assertThat(gate.enter(second, false)).isNull();
        inside.welcomed();
        gate.leave(first);
        assertThat(second.calls).containsExactly(Duration.ZERO);
        assertThat(gate.enter(second, false)).isNotNull();
    }

    @Test
    void whoseUserWaitsComesFirst() {
        ConnectGate gate = gate(1, Duration.ZERO, 0);
        ConnectGate.Pass inside = entered(gate);
        Comer second = new Comer();
        Comer third = new Comer();
        Comer fourth = new Comer();
        assertThat(gate.enter(second, false)).isNull();
        assertThat(gate.enter(third, true)).isNull();
        assertThat(gate.enter(fourth, false)).isNull();
        assertThat(gate.enter(fourth, true)).isNull();
        assertThat(gate.enter(third, false)).as("still waited for").isNull();
        inside.over();
        assertThat(third.calls).containsExactly(Duration.ZERO);
        assertThat(gate.enter(second, false)).isNull();
        inside = Objects.requireNonNull(gate.enter(third, false));
        inside.over();
        assertThat(fourth.calls).containsExactly(Duration.ZERO);
        gate.leave(fourth);
        assertThat(second.calls).containsExactly(Duration.ZERO);
        assertThat(gate.enter(second, false)).isNotNull();
    }

    @Test
    void onlySoManyAreConnected() {
        ConnectGate gate = gate(10, Duration.ZERO, 2);
        ConnectGate.Pass first = entered(gate);
        first.welcomed();
        assertThat(gate.enter(new Comer(), false)).isNotNull();
        assertThat(gate.isFull()).isTrue();
        Comer third = new Comer();
        assertThat(gate.enter(third, false)).isNull();
        gate.leave(third);
        first.over();
        first.over();
        first.welcomed();
        assertThat(gate.enter(new Comer(), false)).isNotNull();
        assertThat(gate.enter(new Comer(), false)).isNull();
    }

    @Test
    void thoseWhoWaitHearThatTheNetworkIsFull() {
        ConnectGate gate = gate(1, Duration.ofMillis(500), 1);
        ConnectGate.Pass inside = entered(gate);
        Comer first = new Comer();
        Comer second = new Comer();
        assertThat(gate.enter(first, false)).isNull();
        assertThat(gate.enter(second, false)).isNull();
        inside.welcomed();
        assertThat(first.calls).last().isEqualTo(Duration.ZERO);
        gate.leave(first);
        assertThat(second.calls).containsExactly(Duration.ZERO);
    }

    @Test
    void whoWaitsComesInWhenTheNetworkBearsMore() {
        ConnectGate gate = gate(0, Duration.ZERO, 1);
        entered(gate).welcomed();
        Comer waiting = new Comer();
        assertThat(gate.enter(waiting, false)).isNull();
        gate.change(new ConnectGate.Limits(0, Duration.ZERO, 2));
        assertThat(waiting.calls).last().isEqualTo(Duration.ZERO);
        assertThat(gate.enter(waiting, false)).isNotNull();
        assertThat(gate.isFull()).isTrue();
    }

    @Test
    void thoseWhoAreConnectedAreCounted() {
        ConnectGate gate = gate(0, Duration.ZERO, 0);
        ConnectGate.Pass first = entered(gate);
        ConnectGate.Pass second = entered(gate);
        assertThat(gate.connected()).isZero();
        first.welcomed();
        second.welcomed();
        assertThat(gate.connected()).isEqualTo(2);
        first.over();
        assertThat(gate.connected()).isEqualTo(1);
    }

    private static ConnectGate.Pass entered(ConnectGate gate) {
        return Objects.requireNonNull(gate.enter(new Comer(), false));
    }

    private ConnectGate gate(int atOnce, Duration gap, int connections) {
        return new ConnectGate(new ConnectGate.Limits(atOnce, gap, connections), nanos::get);
    }
}
