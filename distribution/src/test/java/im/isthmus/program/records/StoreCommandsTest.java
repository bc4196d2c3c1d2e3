package im.isthmus.program.records;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.StoredWith;
import im.isthmus.core.store.TableList;
import im.isthmus.core.store.table.AccountTable;
import im.isthmus.core.store.table.JournalTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private StoreConfig config;
    private StoreCommands commands;

    @BeforeEach
    void configure() {
        config =
                new StoreConfig(
                        new StoreConfig.Database.Sqlite(folder.resolve("irc.sqlite")),
                        folder.resolve("irc.key"));
        commands =
                new StoreCommands(
                        config,
                        _ -> TableList.none(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void aUserIsExportedAndErased() throws Exception {
        try (Store store = Store.open(config)) {
            note(store, "alice@example.org/\"quoted\" ü");
            note(store, "bob@example.org/phone");
        }

        assertThat(commands.export("alice@example.org")).isTrue();
        assertThat(text(out))
                .startsWith("{\n  \"user\": \"alice@example.org\",\n")
                .contains("\"from\": \"alice@example.org/\\\"quoted\\\" ü\"")
                .doesNotContain("bob");
        out.reset();
        assertThat(commands.erase("alice@example.org")).isTrue();
        assertThat(text(out)).isEqualTo("alice@example.org: erased\n");
        out.reset();
        assertThat(commands.erase("alice@example.org")).isTrue();
        assertThat(text(out)).isEqualTo("alice@example.org: nothing was stored\n");
        out.reset();
        assertThat(commands.export("alice@example.org")).isTrue();
        assertThat(text(out)).isEqualTo("{\n  \"user\": \"alice@example.org\"\n}\n");
        out.reset();
        assertThat(commands.export("bob@example.org")).isTrue();
        assertThat(text(out)).contains("bob@example.org/phone");
    }

    @Test
    void aRunningGatewaysDatabaseIsLeftAlone() {
        try (Store _ = Store.open(config)) {
            assertThat(commands.erase("alice@example.org")).isFalse();
            assertThat(commands.rotateKey()).isFalse();
        }
        assertThat(text(err))
                .contains("in use by another gateway", "commands of the running gateway");
    }

    @Test
    void whatIsNoUserIsRefused() {
        assertThat(commands.export("@")).isFalse();
        assertThat(text(err)).contains("@ is no address of a user");
    }

    @Test
    void aNewKeySealsAndTheOldOneIsKeptForCopies() throws Exception {
        byte[] secret;
        try (Store store = Store.open(config)) {
            secret = store.secretKeys().get("occupant-id");
            new AccountTable(store)
                    .keep("alice@example.org", Map.of("password", "hunter2"), StoredWith.NOTHING);
        }
        String before = Files.readString(config.keyFile());

        assertThat(commands.rotateKey()).isTrue();

        assertThat(text(out)).contains("new key, secrets sealed again: 3", "an old key");
        assertThat(Files.readString(config.keyFile())).isNotEqualTo(before);
        try (Store store = Store.open(config)) {
            assertThat(store.secretKeys().get("occupant-id")).isEqualTo(secret);
            AccountTable accounts = new AccountTable(store);
            Map<String, String> sealed =
                    accounts.load().getOrDefault("alice@example.org", Map.of());
            assertThat(accounts.open("alice@example.org", sealed))
                    .containsEntry("password", "hunter2");
        }
    }

    private static void note(Store store, String sender) throws Exception {
        new JournalTable(store)
                .add(
                        new JournalTable.Row(
                                sender.length(),
                                Jid.parse(sender),
                                "m1",
                                Jid.parse("ann@irc.example.org"),
                                Instant.EPOCH))
                .get();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
