package im.isthmus.email.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile and odd mails, and what somebody must see of each. */
class OddMailsTest {
    static List<OddMail> all() {
        return Stream.of(OddTexts.all(), OddHeaders.all(), OddStructures.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isSeenAs(OddMail mail) {
        assertThat(OddMail.shown(mail.bytes())).isEqualTo(mail.sees());
    }

    @Test
    void thereAreMany() {
        assertThat(all()).hasSizeGreaterThan(150);
    }
}
