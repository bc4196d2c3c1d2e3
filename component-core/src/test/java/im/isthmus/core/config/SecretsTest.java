package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void aSecretNeverShowsItself() {
        assertThat(new Secret("hunter2")).hasToString("***");
    }

    @Test
    void aSecretMayHaveItsOwnFileBesideTheConfiguration() throws Exception {
        file.write("own", "from a file\n");

        assertThat(file.read("s-file = \"own\"", root -> root.secret("s")).reveal())
                .isEqualTo("from a file");
    }

    @Test
    void systemdsCredentialsAreFound() throws Exception {
        file.write("component", "credential");
        Written unit =
                new Written(directory, Map.of("CREDENTIALS_DIRECTORY", directory.toString()));

        assertThat(
                        unit.read(
                                        "s-file = \"$CREDENTIALS_DIRECTORY/component\"",
                                        root -> root.secret("s"))
                                .reveal())
                .isEqualTo("credential");
    }

    @Test
    void outsideSystemdItsFoldersAreAProblem() {
        assertThat(
                        file.problems(
                                "s-file = \"$CREDENTIALS_DIRECTORY/component\"",
                                root -> root.secret("s")))
                .containsExactly(
                        "t.toml:1: s-file: uses $CREDENTIALS_DIRECTORY, which only systemd sets"
                                + " for its units; in a shell say CREDENTIALS_DIRECTORY=FOLDER"
                                + " isthmus ...; example: s-file = \"/etc/isthmus/s\"");
    }

    @Test
    void bothWaysAtOnceAreRefused() {
        file.write("own", "x");

        assertThat(file.problems("s = \"a\"\ns-file = \"own\"", root -> root.secret("s")))
                .containsExactly(
                        "t.toml:2: s-file: is given beside s; keep one of them;"
                                + " example: s-file = \"/etc/isthmus/s\"");
    }

    @Test
    void noWayAtAllIsRefusedWhereASecretIsNeeded() throws Exception {
        assertThat(file.problems("", root -> root.secret("s"))).hasSize(1);
        Boolean absent = file.read("", root -> root.optionalSecret("s") == null);
        assertThat(absent).isTrue();
    }

    @Test
    void aSecretFileThatIsNoneIsNamed() {
        file.write("empty", "\n");
        file.write("long", "a\nb\n");

        assertThat(what("absent")).contains("names a file that does not exist: absent");
        assertThat(what("empty")).contains("names an empty file: empty");
        assertThat(what("long")).contains("names a file with more than one line: long");
        assertThat(what(".")).contains("names a file that cannot be read");
    }

    @Test
    void aSecretOfTheWrongTypeIsNotRepeated() {
        assertThat(file.problems("s = 4711", root -> root.secret("s")))
                .singleElement()
                .asString()
                .doesNotContain("4711");
    }

    private String what(String name) {
        return file.problems("s-file = \"" + name + "\"", root -> root.secret("s")).getFirst();
    }
}
