package im.isthmus.irc.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.TestConfig;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.connection.origin.WebIrc;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.ServerSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What networks learn about who a user is. */
class OriginsTest {
    private final Pseudonyms pseudonyms = new Pseudonyms("a key for tests!".getBytes(US_ASCII));

    @Test
    void aUserNameIsThatOfTheJidOrTellsNothingOfIt() throws Exception {
        Jid juliet = Jid.parse("juliet@example.org/balcony");
        assertThat(new Origins(pseudonyms, null, false).username(juliet)).isEqualTo("juliet");
        Origins hidden = new Origins(pseudonyms, null, true);
        assertThat(hidden.username(juliet)).doesNotContain("juliet").hasSize(10);
        assertThat(hidden.username(juliet)).isEqualTo(hidden.username(juliet.bare()));
        assertThat(hidden.isUsernameFree()).isFalse();
    }

    @Test
    void aServerThatTheUserChoseHearsNoPasswordOfTheNetwork() throws Exception {
        assertThat(place("juliet@example.org", Map.of("address", "irc.example.net"))).isNull();
    }

    @Test
    void eachUserHasAPlaceOfTheirOwnAndKeepsIt() throws Exception {
        WebIrc hers = Objects.requireNonNull(place("juliet@example.org", Map.of()));
        WebIrc his = Objects.requireNonNull(place("romeo@example.org", Map.of()));
        assertThat(hers).isEqualTo(place("juliet@example.org", Map.of()));
        assertThat(hers.host()).isNotEqualTo(his.host()).endsWith(".irc.example.org");
        assertThat(hers.address()).isNotEqualTo(his.address());
    }

    /** What a network that trusts the gateway is told of a user who set this. */
    private @Nullable WebIrc place(String user, Map<String, String> settings) throws Exception {
        Origins origins = new Origins(pseudonyms, null, false);
        origins.domain("irc.example.org");
        IrcConfig config = TestConfig.of("[irc.networks.lan]\nwebirc-password = 'sesame'");
        return new Networks(config, origins, new StsPolicies(InstantSource.system(), null))
                .find("lan")
                .connection(
                        Jid.parse(user), ServerSettings.of(settings), Encodings.of(UTF_8, UTF_8))
                .origin()
                .webirc();
    }
}
