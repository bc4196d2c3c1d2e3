package im.isthmus.email.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@example.org",
                "o'brien@example.org",
                "a+b@example.org",
                "\"a b\"@example.org",
                "\"a@b\"@example.org",
                "пользователь@пример.рф",
                "x@sub.example.org",
                "a=b@example.org",
                "user/with/slash@example.org"
            })
    void addressesAreReadAndWrittenTheSame(String text) {
        MailAddress address = MailAddress.parse(text).orElseThrow();
        assertThat(address.toString()).isEqualTo(text);
        assertThat(MailAddress.parse(address.wire())).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "user",
                "user@",
                "@example.org",
                "a b@example.org",
                "a@exa mple.org",
                "a..b@example.org",
                ".a@example.org",
                "a.@example.org",
                "a@example..org",
                "a@[127.0.0.1]",
                "a@-x.org",
                "a\r\nBcc: x@example.org",
                "\"a\r\nb\"@example.org",
                "a\u202eb@example.org",
                "<a@example.org>"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(MailAddress.parse(text)).isEmpty();
    }

    @Test
    void theDomainIsFoldedAndTheLocalPartKept() {
        MailAddress address = MailAddress.parse("John.Doe@EXAMPLE.Org").orElseThrow();
        assertThat(address).hasToString("John.Doe@example.org");
        assertThat(address.key()).isEqualTo("john.doe@example.org");
        assertThat(MailAddress.parse("a@xn--e1afmkfd.xn--p1ai").orElseThrow().domain())
                .isEqualTo("пример.рф");
        assertThat(MailAddress.parse("a@пример.рф").orElseThrow().wire())
                .isEqualTo("a@xn--e1afmkfd.xn--p1ai");
    }
}
