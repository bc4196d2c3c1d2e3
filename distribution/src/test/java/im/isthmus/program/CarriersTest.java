package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarriersTest {
    @Test
    void halfOfTheProcessorsCarryVirtualThreadsAndOneAtLeast() {
        assertThat(Carriers.of(1)).isEqualTo(1);
        assertThat(Carriers.of(2)).isEqualTo(1);
        assertThat(Carriers.of(3)).isEqualTo(2);
        assertThat(Carriers.of(16)).isEqualTo(8);
    }
}
