package im.isthmus.irc.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks learn about who a user is. */
class OriginsTest {
    @TempDir Path directory;

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
        IrcConfig config =
                ConfigFile.read(
                        Files.writeString(
                                directory.resolve("irc.toml"),
                                "[irc.networks.lan]\nwebirc-password = \"sesame\""),
                        Map.of(),
                        IrcConfig::read);
        Network lan =
                new Networks(
                                config,
                                new Origins(pseudonyms, null, false),
                                new StsPolicies(InstantSource.system(), null))
                        .find("lan");
        Jid juliet = Jid.parse("juliet@example.org");
        Encodings utf8 = Encodings.of(UTF_8, UTF_8);
        assertThat(lan.connection(juliet, ServerSettings.of(Map.of()), utf8).origin().webirc())
                .isNotNull();
        ServerSettings elsewhere = ServerSettings.of(Map.of("address", "irc.example.net"));
        assertThat(lan.connection(juliet, elsewhere, utf8).origin().webirc()).isNull();
    }
}
