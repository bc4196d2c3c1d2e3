package im.isthmus.program.records;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.section.CoreConfig;
import im.isthmus.core.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandsTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir Path directory;
    private CoreConfig config;

    @BeforeEach
    void read() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("irc.toml"),
                        """
                        [component]
                        domain = "irc.example.org"
                        server = "127.0.0.1:5347"
                        secret = "change-me"
                        [store]
                        url = "jdbc:sqlite:irc.sqlite"
                        """);
        config = ConfigFile.read(file, Map.of(), CoreConfig::read);
    }

    @Test
    void usersAreDisabledAndEnabledWhileTheGatewayIsStopped() {
        assertThat(run("disable-user", "eve@example.org", "mal@example.org"))
                .isEqualTo("true: Disabled: 2");
        assertThat(run("enable-user", "eve@example.org")).isEqualTo("true: Enabled: 1");
        assertThat(run("users")).isEqualTo("true: There is nobody.");
    }

    @Test
    void mistakesAreExplained() {
        assertThat(run("disabel-user", "eve@example.org"))
                .isEqualTo("false: unknown command disabel-user, did you mean disable-user?");
        assertThat(run("disable-user")).startsWith("false: disable-user accountjids");
        assertThat(run("disable-user", "a b@")).startsWith("false: a").contains("is no address");
        assertThat(run("help")).startsWith("true: ").contains("enable-user", "count-users");
    }

    @Test
    void forARunningGatewayTheWayIsTold() {
        try (Store _ = Store.open(config.store())) {
            assertThat(run("users"))
                    .startsWith("false: ")
                    .contains("in use by another gateway", "stop it for a moment");
        }
    }

    private String run(String... words) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        boolean done = new AdminCommands(config, out, out).run(List.of(words));
        return done + ": " + said.toString(StandardCharsets.UTF_8).strip();
    }
}
