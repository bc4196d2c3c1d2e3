package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.section.CoreConfig;
import im.isthmus.irc.IrcBackend;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.network.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    private static final String START =
            """
            gateway = "irc"
            [component]
            domain = "irc.example.org"
            server = "127.0.0.1:5347"
            secret = "change-me"
            [store]
            url = "jdbc:sqlite:irc.sqlite"
            """;

    @TempDir Path directory;
    private Path file;
    private Access access;
    private IrcBackend backend;
    private Reload reload;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(directory.resolve("irc.toml"), START);
        CoreConfig core =
                ConfigFile.read(file, Map.of(), root -> GatewayFile.read(file, root)).core();
        access = new Access(core.access(), core.limits());
        backend = irc();
        reload = new Reload(file, Map.of(), access, backend);
    }

    @Test
    void accessListsAndLimitsChangeAtOnce() throws Exception {
        change("[access]\nallow = [\"example.com\"]\nadmins = [\"root@example.com\"]");
        assertThat(told()).isEqualTo("Changed: access.admins, access.allow.");
        assertThat(access.permits(Jid.parse("bob@example.com"))).isTrue();
        assertThat(access.permits(Jid.parse("bob@example.org"))).isFalse();
        assertThat(access.isAdmin(Jid.parse("root@example.com"))).isTrue();
        assertThat(told()).isEqualTo("Nothing has changed in the file.");
    }

    @Test
    void whatNeedsARestartIsNamedUntilItComes() throws Exception {
        change("[irc]\nhistory-length = 7\n[limits]\nqueue = \"1MiB\"");
        assertThat(told())
                .isEqualTo("Changed: limits.queue. These need a restart: irc.history-length.");
        assertThat(access.limits().queueBytes()).isEqualTo(1 << 20);
        assertThat(told()).isEqualTo("Changed: nothing. These need a restart: irc.history-length.");
    }

    @Test
    void whatIsSaidOfNetworksHoldsAtOnce() throws Exception {
        change("[irc]\ncorrections = \"sed\"\n[irc.networks.\"irc.example.net\"]\nburst = 3");
        assertThat(told())
                .isEqualTo(
                        "Changed: irc.networks.\"irc.example.net\".burst."
                                + " These need a restart: irc.corrections.");
        assertThat(backend.networks()).containsExactly(new LegacyNetwork("irc.example.net"));
    }

    @Test
    void aWrongFileChangesNothing() throws Exception {
        change("[access]\nallow = [\"example.com\"]\n[limits]\nqueue = \"lots\"");
        assertThat(told()).contains("Nothing was changed", "limits.queue");
        assertThat(access.permits(Jid.parse("bob@example.com"))).isFalse();
    }

    private IrcBackend irc() throws ConfigException {
        return new IrcBackend(
                ConfigFile.read(
                        file,
                        Map.of(),
                        root -> {
                            var _ = GatewayFile.read(file, root);
                            return IrcConfig.read(root);
                        }),
                Environment.real(),
                null);
    }

    private void change(String more) throws Exception {
        Files.writeString(file, START + more);
    }

    private String told() {
        return switch (reload.get()) {
            case Step.Done done -> done.text().english();
            case Step.Failed failed -> failed.text().english();
            case Step.Ask _ -> throw new AssertionError("nothing is asked");
        };
    }
}
