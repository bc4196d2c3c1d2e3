package im.isthmus.email.address;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.email.address.OwnAddresses.Recipient;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
    private final OwnAddresses addresses =
            new OwnAddresses("mail.example.org", Map.of("sales", jid("alice@example.org")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.org",
                "b=b@example.org",
                "==@example.org",
                "b%b!c@example.org",
                "b+tag@example.org",
                "b..b.@example.org",
                ".b@example.org",
                "o\\27brien@example.org",
                "пользователь@пример.рф",
                "b=.2e@example.org",
                "ß@example.org",
                "a=example.org@host"
            })
    void aUserIsFoundAgainInTheirAddress(String user) {
        MailAddress address = addresses.of(jid(user));
        assertThat(address.local()).matches("[A-Za-z0-9._=-]+");
        assertThat(MailAddress.parse(address.wire())).contains(address);
        assertThat(addresses.recipient(address)).contains(new Recipient(jid(user), ""));
    }

    @Test
    void theFormIsTheOneThatMailServersTake() {
        assertThat(addresses.of(jid("bob@example.com")))
                .hasToString("bob=example.com@mail.example.org");
        assertThat(of("Bob=Example.COM@mail.example.org"))
                .contains(new Recipient(jid("bob@example.com"), ""));
    }

    @Test
    void tagsAreKeptApart() {
        assertThat(of("bob+news=example.com@mail.example.org"))
                .contains(new Recipient(jid("bob@example.com"), "news"));
        assertThat(of("bob=example.com+news@mail.example.org"))
                .contains(new Recipient(jid("bob@example.com"), "news"));
        assertThat(of("sales+news@mail.example.org"))
                .contains(new Recipient(jid("alice@example.org"), "news"));
    }

    @Test
    void anAliasIsWrittenFromToo() {
        assertThat(addresses.of(jid("alice@example.org"))).hasToString("sales@mail.example.org");
        assertThat(of("SALES@mail.example.org"))
                .contains(new Recipient(jid("alice@example.org"), ""));
        assertThat(of("alice=example.org@mail.example.org"))
                .contains(new Recipient(jid("alice@example.org"), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@mail.example.org",
                "bob=example.com@example.org",
                "=example.com@mail.example.org",
                "bob=@mail.example.org",
                "bob=a=b@mail.example.org",
                "bob=.zz=example.com@mail.example.org",
                "bob=.00=example.com@mail.example.org",
                "bob=.ff=example.com@mail.example.org",
                "return+0123456789abcdef01234567@mail.example.org"
            })
    void othersAreNobodys(String address) {
        assertThat(of(address)).isEmpty();
    }

    private Optional<Recipient> of(String address) {
        return MailAddress.parse(address).flatMap(addresses::recipient);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
