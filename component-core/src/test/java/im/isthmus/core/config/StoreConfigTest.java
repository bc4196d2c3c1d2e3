package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.config.section.StoreConfig.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(file.read("[store]\nurl = \"jdbc:sqlite:irc.sqlite\"", StoreConfig::read))
                .isEqualTo(
                        new StoreConfig(
                                new Database.Sqlite(directory.resolve("irc.sqlite")),
                                directory.resolve("irc.sqlite.key")));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        file.read(
                                """
                                [store]
                                url = "jdbc:postgresql://db.example.org:5433/isthmus?ssl=true"
                                user = "gateway"
                                password = "p"
                                key-file = "keys/store.key"
                                standby = true
                                """,
                                StoreConfig::read))
                .isEqualTo(
                        new StoreConfig(
                                new Database.Postgres(
                                        "jdbc:postgresql://db.example.org:5433/isthmus?ssl=true",
                                        "gateway",
                                        new Secret("p"),
                                        true),
                                directory.resolve("keys/store.key")));
    }

    @Test
    void theKeyOfASharedDatabaseMustBeNamed() {
        assertThat(what("jdbc:postgresql://localhost/isthmus"))
                .containsExactly(
                        "t.toml:1: store.key-file: missing: it must be the same for all that use"
                                + " this database; example: key-file = \"/etc/isthmus/store.key\"");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertThat(what("jdbc:postgresql://localhost/i?user=a&password=hunter2"))
                .singleElement()
                .asString()
                .contains("must not have a password")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "irc.sqlite",
                "jdbc:mysql://localhost/x",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:postgresql:",
                "jdbc:postgresql://",
                "jdbc:postgresql://host",
                "jdbc:postgresql://host/a b"
            })
    void otherUrlsAreRefused(String url) {
        assertThat(what(url)).singleElement().asString().startsWith("t.toml:2: store.url: must ");
    }

    @Test
    void whatIsForAServerIsRefusedForSqlite() {
        String more = "user = \"u\"\npassword = \"p\"\nstandby = true";
        assertThat(file.problems("[store]\nurl = \"jdbc:sqlite:a\"\n" + more, StoreConfig::read))
                .containsExactly(
                        "t.toml:3: store.user: has no use: SQLite knows no users",
                        "t.toml:4: store.password: has no use: SQLite knows no users",
                        "t.toml:5: store.standby: has no use: an SQLite file is for one machine");
    }

    private List<String> what(String url) {
        return file.problems("[store]\nurl = \"" + url + "\"", StoreConfig::read);
    }
}
