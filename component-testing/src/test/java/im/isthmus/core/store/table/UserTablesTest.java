package im.isthmus.core.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.testing.real.RealPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of settings and of disabled users, on both databases. */
class UserTablesTest {
    private static RealPostgres server;

    @TempDir Path directory;

    @BeforeAll
    static void startServer() {
        server = RealPostgres.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void settingsAreKeptUntilErased(boolean postgres) throws Exception {
        StoreConfig config = config(postgres);
        Jid alice = Jid.parse("alice@example.org");
        try (Store store = Store.open(config)) {
            PreferenceTable table = new PreferenceTable(store);
            table.set(alice, Map.of("language", "de", "other", "1"));
            table.set(alice, Map.of("language", "en"));
        }
        try (Store store = Store.open(config)) {
            PreferenceTable table = new PreferenceTable(store);
            assertThat(table.load())
                    .containsExactlyInAnyOrder(
                            new PreferenceTable.Row(alice, "language", "en"),
                            new PreferenceTable.Row(alice, "other", "1"));
            PersonalRecords records = new PersonalRecords(store, List.of(table));
            assertThat(records.export(alice).toString()).contains("settings", "language", "en");
            records.erase(alice);
            assertThat(table.load()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsDisabledStaysSoEvenWhenErased(boolean postgres) throws Exception {
        Jid eve = Jid.parse("eve@example.org");
        try (Store store = Store.open(config(postgres))) {
            DisabledTable table = new DisabledTable(store);
            table.add(eve, Instant.EPOCH);
            table.add(eve, Instant.now());
            PersonalRecords records = new PersonalRecords(store, List.of(table));
            assertThat(records.export(eve).toString()).contains("1970-01-01T00:00:00Z");
            records.erase(eve);
            assertThat(table.load()).containsExactly(eve);
            table.remove(eve);
            assertThat(table.load()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofWhatAUserSeesAllIsKnownThatIsOursAndOneContact(boolean postgres) throws Exception {
        try (Store store = Store.open(config(postgres))) {
            ContactTable table = new ContactTable(store);
            List<ContactTable.Row> rows =
                    Stream.of("ann listed", "bea listed", "cy unwanted")
                            .map(each -> each.split(" ", -1))
                            .map(each -> new ContactTable.Row(each[0], each[1], null, List.of()))
                            .toList();
            table.change("alice@example.org", rows, List.of());
            table.sees("alice@example.org", "");
            table.sees("alice@example.org", "irc.example.net");
            assertThat(table.seen())
                    .extracting(ContactTable.Seen::localpart)
                    .containsExactlyInAnyOrder("", "irc.example.net", "ann");
        }
    }

    private StoreConfig config(boolean postgres) throws Exception {
        StoreConfig.Database database =
                postgres
                        ? new StoreConfig.Database.Postgres(server.newDatabase(), null, null, false)
                        : new StoreConfig.Database.Sqlite(directory.resolve("t.sqlite"));
        return new StoreConfig(database, directory.resolve("t.key"));
    }
}
