package im.isthmus.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.database.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqliteStoreTest extends StoreContract {
    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Sqlite(directory.resolve("irc.sqlite"));
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        try (Store store = open()) {
            store.properties().set("a", "b");

            for (Path file : files("irc.sqlite", "irc.sqlite-wal", "store.key")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aCopyIsKeptBeforeTheTablesChange() throws Exception {
        try (Store store = open()) {
            store.properties().set("a", "before");
        }
        openWith(more("DROP TABLE property")).close();

        Path copy = backups().getFirst();
        assertThat(backups()).hasSize(1);
        assertThat(copy.getFileName()).hasToString("irc.sqlite.core1.bak");
        StoreConfig restored =
                new StoreConfig(new StoreConfig.Database.Sqlite(copy), config().keyFile());
        try (Store store = Store.open(restored)) {
            assertThat(store.properties().get("a")).isEqualTo("before");
        }
    }

    @Test
    void aNewDatabaseNeedsNoCopy() throws Exception {
        open().close();
        open().close();

        assertThat(backups()).isEmpty();
    }

    @Test
    void aSecondGatewayOnTheSameFileIsRefused() {
        try (Store store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another gateway");
            store.ping();
        }
        open().close();
    }

    @Test
    void aDatabaseLockedByAnotherProgramIsToldAfterAWhile() throws Exception {
        try (Store store = open();
                Connection other =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("irc.sqlite"));
                Statement sql = other.createStatement()) {
            sql.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> store.properties().set("a", "b"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("locked by another program");
            assertThat(store.properties().get("a")).isNull();

            sql.execute("ROLLBACK");
            store.properties().set("a", "b");
        }
    }

    @Test
    void whatIsNoDatabaseIsLeftAlone() throws Exception {
        Path file = directory.resolve("irc.sqlite");
        Files.writeString(
                file, "this is a diary, not a database, and it is long enough".repeat(99));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("irc.sqlite")
                .hasMessageContaining("no SQLite database");
        assertThat(file).content().startsWith("this is a diary");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = directory.resolve("no/irc.sqlite");

        assertThatThrownBy(() ->
                        Store.open(
                                new StoreConfig(
                                        new StoreConfig.Database.Sqlite(file), config().keyFile())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("folder of the database does not exist")
                .hasMessageContaining("or user " + System.getProperty("user.name"))
                .hasMessageContaining(directory.resolve("no").toString());
    }

    private Path[] files(String... names) {
        return Stream.of(names).map(directory::resolve).toArray(Path[]::new);
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".bak")).toList();
        }
    }
}
