package im.isthmus.irc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortRangesTest {
    @Test
    void bothEndsOfARangeAreInIt() {
        PortRanges ports = new PortRanges(List.of(new PortRanges.Range(6660, 6697))).with(994);
        assertThat(List.of(6660, 6680, 6697, 994)).allMatch(ports::contains);
        assertThat(List.of(25, 993, 995, 6659, 6698)).noneMatch(ports::contains);
    }
}
