package im.isthmus.irc.capability;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SupportsTest {
    @Test
    void aServerThatSaysNothingIsAnOldOne() {
        Supports nothing = Supports.NOTHING;
        assertThat(nothing.caseMapping()).isEqualTo(CaseMapping.RFC1459);
        assertThat(nothing.channelTypes()).isEqualTo("#&");
        assertThat(nothing.prefixes()).isEqualTo(new Prefixes("ov", "@+"));
        assertThat(nothing.nickLength()).isEqualTo(9);
        assertThat(nothing.lineLength()).isEqualTo(512);
        assertThat(nothing.statusMessagePrefixes()).isEmpty();
        assertThat(nothing.network()).isNull();
        assertThat(nothing.utf8Only()).isFalse();
        assertThat(nothing.whox()).isFalse();
        assertThat(nothing.safeRate()).isFalse();
        assertThat(nothing.monitorLimit()).isZero();
        assertThat(nothing.modesPerLine()).isEqualTo(3);
    }

    @Test
    void everyTokenIsRead() throws Exception {
        Supports all =
                of("CASEMAPPING=ascii CHANTYPES=#!+ PREFIX=(qaohv)~&@%+ CHANMODES=beI,k,Hl,psm")
                        .with(numeric("NICKLEN=30 LINELEN=2048 TOPICLEN=390 KICKLEN=300"))
                        .with(numeric("AWAYLEN=200 CHANNELLEN=64 MODES=4 MONITOR=100 UTF8ONLY"))
                        .with(numeric("WHOX SAFERATE STATUSMSG=~&@%+ NETWORK=Test\\x20Net"));
        assertThat(all.caseMapping()).isEqualTo(CaseMapping.ASCII);
        assertThat(all.isChannel("!a")).isTrue();
        assertThat(all.isChannel("&a")).isFalse();
        assertThat(all.isChannel("")).isFalse();
        assertThat(all.prefixes().modeOf('&')).isEqualTo('a');
        assertThat(all.prefixes().signOf('h')).isEqualTo('%');
        assertThat(all.prefixes().modeOf('x')).isEqualTo((char) 0);
        assertThat(all.nickLength()).isEqualTo(30);
        assertThat(all.lineLength()).isEqualTo(2048);
        assertThat(all.topicLength()).isEqualTo(390);
        assertThat(all.kickLength()).isEqualTo(300);
        assertThat(all.awayLength()).isEqualTo(200);
        assertThat(all.modesPerLine()).isEqualTo(4);
        assertThat(all.monitorLimit()).isEqualTo(100);
        assertThat(all.utf8Only()).isTrue();
        assertThat(all.whox()).isTrue();
        assertThat(all.safeRate()).isTrue();
        assertThat(all.statusMessagePrefixes()).isEqualTo("~&@%+");
        assertThat(all.network()).isEqualTo("Test Net");
        assertThat(all.token("are supported")).isNull();
    }

    @Test
    void modesTakeArgumentsByTheirKind() throws Exception {
        ChannelModes modes = of("CHANMODES=beI,k,Hl,psm").channelModes();
        assertThat(modes.takesArgument('b', false)).isTrue();
        assertThat(modes.takesArgument('k', false)).isTrue();
        assertThat(modes.takesArgument('l', true)).isTrue();
        assertThat(modes.takesArgument('l', false)).isFalse();
        assertThat(modes.takesArgument('m', true)).isFalse();
        assertThat(modes.isList('I')).isTrue();
    }

    @Test
    void aTokenCanBeTakenBack() throws Exception {
        assertThat(of("NICKLEN=30").with(numeric("-NICKLEN")).nickLength()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NICKLEN=abc",
                "NICKLEN=",
                "NICKLEN=-5",
                "NICKLEN=99999999999",
                "NICKLEN",
                "PREFIX=",
                "PREFIX=(",
                "PREFIX=)",
                "PREFIX=(abc)@",
                "CHANMODES=",
                "CHANMODES=,,,,,",
                "=",
                "-",
                "LINELEN=1",
                "NETWORK=\\x",
                "NETWORK=\\xZZ\\x4",
                "CASEMAPPING="
            })
    void nonsenseDoesNoHarm(String token) throws Exception {
        Supports supports = of(token);
        assertThat(supports.nickLength()).isEqualTo(9);
        assertThat(supports.lineLength()).isEqualTo(512);
        assertThat(supports.prefixes().modes()).hasSameSizeAs(supports.prefixes().signs());
        assertThat(supports.channelModes().takesArgument('x', true)).isFalse();
    }

    @Test
    void endlessTokensAreNotKept() throws Exception {
        Supports supports = Supports.NOTHING;
        for (int i = 0; i < 1000; i++) {
            supports = supports.with(numeric("T" + i + "=1"));
        }
        assertThat(supports.token("T10")).isEqualTo("1");
        assertThat(supports.token("T999")).isNull();
    }

    private static Supports of(String tokens) throws Exception {
        return Supports.NOTHING.with(numeric(tokens));
    }

    private static IrcMessage numeric(String tokens) throws Exception {
        return IrcMessage.parse(":irc.test 005 me " + tokens + " :are supported by this server");
    }
}
