package im.isthmus.email.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailContactTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@example.org",
                "o'brien@example.org",
                "a+b@example.org",
                "a%b@example.org",
                "user/x@example.org",
                "back\\slash@example.org",
                "\"a b\"@example.org",
                "\"a@b\"@example.org",
                "пользователь@пример.рф",
                "a&b@example.org"
            })
    void anAddressIsFoundAgainInItsJid(String text) throws Exception {
        MailAddress address =
                MailAddress.parse(text)
                        .or(() -> MailAddress.parse('"' + text.replace("@", "\"@")))
                        .orElseThrow();
        String localpart = MailContact.of(address).localpart();
        Jid jid = Jid.of(localpart, "gw.example.org", "");
        assertThat(MailContact.parse(jid.local()))
                .isEqualTo(new MailContact.Person(address, false));
    }

    @Test
    void theCanonicalFormIsEscapedAndTheOldOneIsUnderstood() throws Exception {
        assertThat(MailContact.of(new MailAddress("user", "example.org")).localpart())
                .isEqualTo("user\\40example.org");
        MailContact old = MailContact.parse("user%example.org");
        assertThat(old)
                .isEqualTo(new MailContact.Person(new MailAddress("user", "example.org"), true));
        assertThat(old.localpart()).isEqualTo("user%example.org");
    }

    @Test
    void whatNoLocalpartCanHaveGetsAStableSurrogate() throws Exception {
        MailAddress emoji = MailAddress.parse("\u2603@example.org").orElseThrow();
        MailContact contact = MailContact.of(emoji);
        assertThat(contact)
                .isInstanceOf(MailContact.Surrogate.class)
                .isEqualTo(MailContact.of(emoji));
        assertThat(MailContact.parse(contact.localpart())).isEqualTo(contact);
    }

    @Test
    void listsHaveTheirIds() throws Exception {
        assertThat(MailContact.parse("dev.lists.example.org"))
                .isEqualTo(new MailContact.MailingList("dev.lists.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "%", "%example.org", "user%", "user\\40", "a\\40b c"})
    void otherLocalpartsAreNone(String localpart) {
        assertThatThrownBy(() -> MailContact.parse(localpart))
                .isInstanceOf(InvalidJidException.class);
    }
}
