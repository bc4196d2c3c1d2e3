package im.isthmus.irc.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is but one network, JIDs do without its name. */
class AddressingTest {
    private final Addressing fixed = Addressing.fixed("irc.example.net");

    @ParameterizedTest
    @CsvSource({
        "#balcony, #balcony",
        "#50%off, #50%off",
        "\\26local%irc.example.net, &local%irc.example.net",
        "#a\\2fb\\40c, #a/b@c"
    })
    void aSigilMakesAChannelAndAPercentSignIsALetter(String localpart, String name)
            throws Exception {
        IrcAddress channel = new IrcAddress.Channel(name, "irc.example.net");
        assertThat(fixed.parse(localpart)).isEqualTo(channel);
        assertThat(fixed.localpart(channel)).isEqualTo(localpart);
        assertThat(fixed.prepared(channel)).isEqualTo(localpart);
    }

    @Test
    void anythingElseIsANickAndTheGatewayIsTheNetwork() throws Exception {
        assertThat(fixed.parse("[ro|meo]"))
                .isEqualTo(new IrcAddress.Nick("[ro|meo]", "irc.example.net"));
        assertThat(fixed.parse("")).isEqualTo(new IrcAddress.Network("irc.example.net"));
        assertThat(fixed.localpart(new IrcAddress.Network("irc.example.net"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nick%irc.example.net", "#a,b", "a\\20b", "#line\n"})
    void whatIrcCannotHaveIsRefused(String localpart) {
        assertThatThrownBy(() -> fixed.parse(localpart)).isInstanceOf(InvalidJidException.class);
    }

    @Test
    void settingsStayWhenAGatewayBecomesFixed() {
        assertThat(fixed.key(new LegacyRoom("#balcony")))
                .isEqualTo(Addressing.many().key(new LegacyRoom("#balcony%irc.example.net")));
    }
}
