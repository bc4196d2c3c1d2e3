package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Whether gateways do what is asked of them in the rehearsal that makes starts quick. */
class RehearsalTest {
    @Test
    void theRehearsalIsPlayedToItsEnd() {
        assertThatCode(DressRehearsal::hold).doesNotThrowAnyException();
    }
}
