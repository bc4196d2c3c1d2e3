package im.isthmus.irc.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseMappingTest {
    @ParameterizedTest
    @CsvSource({
        "ASCII, AZaz[]\\~{}|^ÀÉ, azaz[]\\~{}|^ÀÉ",
        "RFC1459, AZ[]\\~{}|^_`ÀÉ, az{}|^{}|^_`ÀÉ",
        "RFC1459_STRICT, AZ[]\\~^, az{}|~^"
    })
    void eachMappingFoldsItsOwnCharacters(CaseMapping mapping, String name, String folded) {
        assertThat(mapping.fold(name)).isEqualTo(folded);
        assertThat(mapping.same(name, folded)).isTrue();
    }

    @Test
    void aFoldedNameStaysTheSameObject() {
        String name = "juliet";
        assertThat(CaseMapping.RFC1459.fold(name)).isSameAs(name);
    }

    @Test
    void differentNamesAreNotTheSame() {
        assertThat(CaseMapping.ASCII.same("a", "ab")).isFalse();
        assertThat(CaseMapping.ASCII.same("[", "{")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ascii, ASCII",
        "rfc1459, RFC1459",
        "'', RFC1459",
        "rfc1459-strict, RFC1459_STRICT",
        "rfc7613, ASCII",
        "RFC1459, RFC1459"
    })
    void theServersWordNamesAMapping(String value, CaseMapping mapping) {
        assertThat(CaseMapping.named(value)).isEqualTo(mapping);
    }
}
