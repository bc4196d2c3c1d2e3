package im.isthmus.irc.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrcAddressTest {
    @ParameterizedTest
    @CsvSource({
        "#isthmus%irc.example.org, #isthmus, irc.example.org",
        "##%irc.example.org, ##, irc.example.org",
        "\\26local%irc.example.org, &local, irc.example.org",
        "+open%irc.example.org, +open, irc.example.org",
        "!abcdesafe%irc.example.org, !abcdesafe, irc.example.org",
        "#50%off%shop, #50%off, shop",
        "#a\\2fb\\40c%net, #a/b@c, net",
        "#c\\5c20d%net, #c\\20d, net",
        "#brücke%net, #brücke, net"
    })
    void aSigilMakesAChannel(String localpart, String name, String network) throws Exception {
        assertThat(IrcAddress.parse(localpart)).isEqualTo(new IrcAddress.Channel(name, network));
        assertThat(new IrcAddress.Channel(name, network).localpart()).isEqualTo(localpart);
    }

    @ParameterizedTest
    @CsvSource({"juliet%net, juliet", "[ro|meo]^%net, [ro|meo]^", "foo\\5c20y%net, foo\\20y"})
    void anythingElseBeforeThePercentSignIsANick(String localpart, String nick) throws Exception {
        assertThat(IrcAddress.parse(localpart)).isEqualTo(new IrcAddress.Nick(nick, "net"));
        assertThat(new IrcAddress.Nick(nick, "net").localpart()).isEqualTo(localpart);
    }

    @Test
    void aNameAloneIsANetwork() throws Exception {
        assertThat(IrcAddress.parse("irc.example.org"))
                .isEqualTo(new IrcAddress.Network("irc.example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#a,#b%net",
                "#a\\20b%net",
                "#bell\u0007%net",
                "#del\u007f%net",
                "#line\n%net",
                "#x%",
                "%net",
                "a,b%net",
                "nick!user%net",
                "$$all%net",
                "\\3acolon%net",
                "#x%not\\40host",
                "#x%.net",
                "#x%a..b"
            })
    void whatIrcCannotHaveIsRefusedWithASentence(String localpart) {
        assertThatThrownBy(() -> IrcAddress.parse(localpart))
                .isInstanceOf(InvalidJidException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void aNameThatFillsTheLineIsRefused() {
        assertThatThrownBy(() -> IrcAddress.parse("#" + "é".repeat(150) + "%net"))
                .hasMessage("A channel name is longer than 300 bytes.");
    }

    @Test
    void everyNameIsFoundAgainAlsoThroughAJid() throws Exception {
        Random random = new Random(45);
        String alphabet = "abcz059#%&+-.'\"/:<>@\\[]{}^`|~_é";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder name = new StringBuilder("#");
            for (int length = random.nextInt(10); length > 0; length--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var channel = new IrcAddress.Channel(name.toString(), "irc.example.org");
            Jid jid = Jid.of(channel.localpart(), "gateway.example.org", "nick");
            assertThat(IrcAddress.parse(jid.local())).isEqualTo(channel);
        }
    }
}
