package im.isthmus.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmtpLimitsTest {
    private static final long MIB = 1L << 20;

    @Test
    void allMailsTogetherFitIntoTheMemoryThatThereIs() {
        assertThat(SmtpLimits.of(25 * MIB, 100, 4096 * MIB).totalSize()).isEqualTo(100 * MIB);
        assertThat(SmtpLimits.of(25 * MIB, 100, 256 * MIB).totalSize()).isEqualTo(32 * MIB);
    }

    @Test
    void oneMailOfTheLargestSizeAlwaysFits() {
        assertThat(SmtpLimits.of(25 * MIB, 100, 64 * MIB).totalSize()).isEqualTo(26 * MIB);
    }
}
