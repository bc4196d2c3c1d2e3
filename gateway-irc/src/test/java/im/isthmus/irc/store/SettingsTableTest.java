package im.isthmus.irc.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.KeyRotation;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What users set, on every database. */
@ParameterizedClass
@EnumSource(Databases.class)
class SettingsTableTest {
    private static final Map<String, String> SERVER =
            Map.of("nick", "alice", "sasl_password", "s3cret");

    @TempDir Path folder;

    private final Databases databases;

    SettingsTableTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void settingsAreKeptByScopeWithPasswordsSealed() throws Exception {
        StoreConfig config = databases.empty(folder);
        Jid alice = Jid.parse("alice@example.org");
        try (Store store = Store.open(config)) {
            SettingsTable table = new SettingsTable(store);
            table.save(alice, "irc.example.net", SERVER);
            table.save(alice, "", Map.of("persistent", "1"));
            table.save(alice, "#a%irc.example.net", Map.of("encoding_in", ""));
        }
        try (Store store = Store.open(config)) {
            SettingsTable table = new SettingsTable(store);
            assertThat(table.load(alice))
                    .isEqualTo(Map.of("irc.example.net", SERVER, "", Map.of("persistent", "1")));
            assertThat(table.load(Jid.parse("bob@example.org"))).isEmpty();
            PersonalRecords records = new PersonalRecords(store, List.of(table));
            assertThat(records.export(alice).toString()).contains("alice").doesNotContain("s3cret");
            records.erase(alice);
            assertThat(table.load(alice)).isEmpty();
        }
    }

    @Test
    void passwordsCanBeReadAfterTheKeyWasReplaced() throws Exception {
        StoreConfig config = databases.empty(folder);
        Jid alice = Jid.parse("alice@example.org");
        try (Store store = Store.open(config)) {
            new SettingsTable(store).save(alice, "irc.example.net", SERVER);
        }

        var _ =
                KeyRotation.rotate(
                        config,
                        store ->
                                new TableList(
                                        List.of(), List.of(), List.of(new SettingsTable(store))));

        try (Store store = Store.open(config)) {
            assertThat(new SettingsTable(store).load(alice))
                    .isEqualTo(Map.of("irc.example.net", SERVER));
        }
    }
}
