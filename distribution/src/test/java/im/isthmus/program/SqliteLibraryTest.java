package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.store.database.SqliteLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems that let nothing run from the folder for temporary files, here one that is missing. */
class SqliteLibraryTest {
    @TempDir Path folder;

    @Test
    void withoutItsLibraryTheAdminIsToldWhatToDo() throws Exception {
        try (RunningIsthmus isthmus = export("")) {
            assertThat(isthmus.awaitExit()).isEqualTo(Isthmus.FAILED);
            assertThat(isthmus.log())
                    .contains("SQLite's library cannot be loaded from " + folder.resolve("none"))
                    .contains("isthmus rehearse")
                    .contains("ISTHMUS_JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER");
        }
    }

    @Test
    void theLibraryIsFoundWhereItWasUnpacked() throws Exception {
        Path unpacked = folder.resolve("native");
        SqliteLibrary.unpack(unpacked);
        SqliteLibrary.unpack(unpacked); // again, by a newer version
        try (RunningIsthmus isthmus = export(" -D" + SqliteLibrary.FOLDER + "=" + unpacked)) {
            assertThat(isthmus.awaitExit()).as(isthmus.log()).isEqualTo(Isthmus.OK);
        }
    }

    private RunningIsthmus export(String options) throws Exception {
        Files.writeString(folder.resolve("irc.toml"), IsthmusTest.SMALLEST);
        return new RunningIsthmus(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("none") + options),
                "export",
                "irc.toml",
                "juliet@example.org");
    }
}
