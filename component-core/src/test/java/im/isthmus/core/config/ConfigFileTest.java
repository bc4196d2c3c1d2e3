package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.section.CoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final String COMPLETE =
            """
            [component]
            domain = "irc.example.org"
            server = "127.0.0.1:5347"
            secret = "s"
            [store]
            url = "jdbc:sqlite:irc.sqlite"
            """;

    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void theSmallestFileIsEnough() throws Exception {
        assertThat(file.read(COMPLETE, CoreConfig::read).component().domain())
                .isEqualTo("irc.example.org");
    }

    @Test
    void everyProblemIsToldAtOnceInTheOrderOfTheFile() {
        String toml =
                """
                [component]
                domain = "a@b"
                server = "localhost"
                keep-alive = 60
                [stroe]
                url = "jdbc:mysql:x"
                [observe]
                log-level = "verbose"
                listen = 9180
                """;

        assertThat(file.problems(toml, CoreConfig::read))
                .containsExactly(
                        "t.toml:1: component.secret: missing (or give secret-file);"
                                + " example: secret = \"...\"",
                        "t.toml:1: store.url: missing, as is the section [store];"
                                + " example: url = \"jdbc:sqlite:irc.sqlite\"",
                        "t.toml:2: component.domain: must be a domain without @ and /,"
                                + " not \"a@b\"; example: domain = \"irc.example.org\"",
                        "t.toml:3: component.server: must be host:port, not \"localhost\";"
                                + " example: server = \"127.0.0.1:5347\"",
                        "t.toml:4: component.keep-alive: needs a unit, one of \"ms\", \"s\","
                                + " \"m\", \"h\", \"d\", and quotes; example: keep-alive = \"30s\"",
                        "t.toml:5: stroe: unknown section, did you mean store?",
                        "t.toml:8: observe.log-level: must be one of \"error\", \"warn\","
                                + " \"info\", \"debug\", not \"verbose\";"
                                + " example: log-level = \"info\"",
                        "t.toml:9: observe.listen: must be a text in quotes, not a number;"
                                + " example: listen = \"127.0.0.1:9180\"");
    }

    @Test
    void aMistypedKeyIsNamedWithTheOneThatWasMeant() {
        assertThat(file.problems(COMPLETE + "[observe]\nlog-levle = \"info\"", CoreConfig::read))
                .containsExactly(
                        "t.toml:8: observe.log-levle: unknown key, did you mean log-level?");
    }

    @Test
    void aKeyBelowTheWrongHeadingIsToldWhereItBelongs() {
        assertThat(file.problems(COMPLETE + "keep-alive = \"30s\"", CoreConfig::read))
                .containsExactly(
                        "t.toml:7: store.keep-alive: unknown key; it belongs to [component]");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsToldWhatThereIs() {
        assertThat(file.problems(COMPLETE + "[observe]\ncolour = 3", CoreConfig::read))
                .containsExactly(
                        "t.toml:8: observe.colour: unknown key; known here: listen, log-level");
    }

    @Test
    void everySyntaxErrorHasItsLine() {
        assertThat(file.problems("[component\ndomain = irc\n", CoreConfig::read))
                .isNotEmpty()
                .allMatch(problem -> problem.matches("t\\.toml:[12]: no valid TOML: .+"));
    }

    @Test
    void aKeyGivenTwiceIsAnError() {
        assertThat(file.problems(COMPLETE + "url = \"jdbc:sqlite:b\"", CoreConfig::read))
                .singleElement()
                .asString()
                .startsWith("t.toml:7: no valid TOML: url previously defined at line 6");
    }

    @Test
    void aSectionThatIsAValueIsRefused() {
        assertThat(file.problems("observe = 3\n" + COMPLETE, CoreConfig::read))
                .containsExactly("t.toml:1: observe: must be a section, not a number");
    }

    @Test
    void aValueThatIsASectionIsRefused() {
        assertThat(file.problems(COMPLETE + "[observe.listen]\nport = 1", CoreConfig::read))
                .containsExactly(
                        "t.toml:7: observe.listen: must be a text in quotes, not a section;"
                                + " example: listen = \"127.0.0.1:9180\"");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws Exception {
        Path binary = Files.write(directory.resolve("b.toml"), new byte[] {(byte) 0xff, 0});

        assertProblem(directory.resolve("no.toml"), "no.toml: does not exist");
        assertProblem(directory, ": is a folder; name the file itself");
        assertProblem(binary, "b.toml: is not UTF-8");
    }

    @Test
    void keysWithoutAMarkOfTheProgramAreFoundWherePeopleChooseTheNames() throws Exception {
        List<Known> known =
                ConfigFile.known(
                        file.write("t.toml", "[n.a]\nx = 1\n[n.\"b.c\"]\n"),
                        Map.of(),
                        root -> {
                            root.tables("n")
                                    .values()
                                    .forEach(n -> n.withDefault("x", Values.integer(0, 9), 7));
                            return "";
                        });

        assertThat(known).contains(new Known("n.*.x", "x", "7"));
    }

    @Test
    void namesThatPeopleChooseAreQuotedInProblems() {
        assertThat(
                        file.problems(
                                "[n.\"b.c\"]\nx = true\n",
                                root ->
                                        root.tables("n").values().stream()
                                                .map(n -> n.required("x", Values.text(), "t"))
                                                .toList()))
                .containsExactly(
                        "t.toml:2: n.\"b.c\".x: must be a text in quotes, not true or false;"
                                + " example: x = \"t\"");
    }

    private static void assertProblem(Path path, String end) {
        assertThatThrownBy(() -> ConfigFile.read(path, Map.of(), CoreConfig::read))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(end);
    }
}
