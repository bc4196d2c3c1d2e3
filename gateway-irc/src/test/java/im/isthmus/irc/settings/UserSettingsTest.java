package im.isthmus.irc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.backend.RoomWishes;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserSettingsTest {
    private static final String ROOM = "#a%net";

    private final UserSettings settings = UserSettings.none();

    @Test
    void whoSaidNothingStaysInChannelsIfTheGatewayHasItSo() {
        Map<String, Map<String, String>> no = Map.of("", Map.of("persistent", "0"));
        assertThat(new UserSettings(Map.of(), () -> new UserRules(true, true)).wishes(ROOM).stays())
                .isTrue();
        assertThat(
                        new UserSettings(Map.of(), () -> new UserRules(false, true))
                                .wishes(ROOM)
                                .stays())
                .isFalse();
        assertThat(new UserSettings(no, () -> new UserRules(true, true)).wishes(ROOM).stays())
                .isFalse();
    }

    @Test
    void aChannelIsAsTheUserHasAllOfIrcUnlessItSaysOtherwise() {
        assertThat(settings.wishes(ROOM)).isEqualTo(RoomWishes.STANDARD);

        settings.changed(
                "", Map.of("persistent", "1", "record_history", "0", "max_history_length", "7"));
        assertThat(settings.wishes(ROOM)).isEqualTo(new RoomWishes(true, false, 7));

        settings.changed(ROOM, Map.of("record_history", "true"));
        settings.changed("net", Map.of("max_history_length", "0"));
        assertThat(settings.wishes(ROOM)).isEqualTo(new RoomWishes(true, true, 0));
    }

    @Test
    void fieldsAreReadAsBiboumiWroteThem() throws Exception {
        ServerSettings server =
                ServerSettings.of(
                        Map.of(
                                "address", "irc.example.org",
                                "ports", "6667;6668",
                                "tls_ports", "6697, 7000",
                                "verify_cert", "0",
                                "after_connect_commands", "MODE me +i\n\nPRIVMSG x :y",
                                "encoding_in", "koi8-r",
                                "throttle_limit", "-1"));

        assertThat(server.ports()).containsExactly(6667, 6668);
        assertThat(server.tlsPorts()).containsExactly(6697, 7000);
        assertThat(server.verifyCert()).isFalse();
        assertThat(server.afterConnect()).isEqualTo(List.of("MODE me +i", "PRIVMSG x :y"));
        assertThat(server.encodingIn()).isEqualTo(Charset.forName("KOI8-R"));
        assertThat(server.throttle()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "ports, 0",
        "ports, x",
        "tls_ports, 99999",
        "nick, two words",
        "username, a@b",
        "address, a b",
        "fingerprint, 1234",
        "encoding_in, UTF-16",
        "throttle_limit, many",
    })
    void whatCannotBeIsRefused(String field, String value) {
        assertThatThrownBy(() -> ServerSettings.of(Map.of(field, value)))
                .isInstanceOf(BadSettingException.class);
    }

    @Test
    void noSecondLineGetsIntoAPassword() {
        assertThatThrownBy(() -> ServerSettings.of(Map.of("pass", "a\r\nQUIT")))
                .isInstanceOf(BadSettingException.class);
    }
}
