package im.isthmus.irc.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "irc://irc.example.net/isthmus, irc.example.net, #isthmus",
        "IRCS://irc.example.net:6697/isthmus?key, irc.example.net, #isthmus",
        "irc://irc.example.net/#isthmus, irc.example.net, #isthmus",
        "irc://irc.example.net/%23%23c++, irc.example.net, ##c++",
        "'irc://irc.example.net/&local,needkey', irc.example.net, &local"
    })
    void aLinkOfTheWebNamesAChannel(String url, String network, String channel) {
        assertThat(IrcUrl.parse(url)).isEqualTo(new IrcUrl(network, channel));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#isthmus",
                "irc://",
                "irc://host",
                "irc://host/",
                "irc://h/%zz",
                "http://h/c"
            })
    void anythingElseIsNone(String text) {
        assertThat(IrcUrl.parse(text)).isNull();
    }
}
