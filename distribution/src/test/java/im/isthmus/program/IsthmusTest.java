package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsthmusTest {
    static final String SMALLEST =
            """
            gateway = "irc"                      # irc | email | sms

            [component]
            domain = "irc.example.org"
            server = "127.0.0.1:5347"            # host:port, tls://host:port or unix:/path
            secret = "..."                       # or secret-file = "..."

            [store]
            url = "jdbc:sqlite:irc.sqlite"       # or jdbc:postgresql://...

            [irc.networks."irc.example.net"]     # optional: the name used in JIDs -> how to reach it
            address = "127.0.0.1:6667"
            tls = "off"                          # required (default) | preferred | off
            burst = 10                           # lines at once, then
            lines-per-second = 1.0               # 0 = no limit
            """;

    @TempDir Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theSmallestConfigurationIsRight() throws Exception {
        String file = write("irc.toml", SMALLEST);

        assertThat(execute("check", file)).isEqualTo(Isthmus.OK);
        assertThat(text(out)).isEqualTo(file + ": ok\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void theProblemsOfAllFilesAreToldAtOnce() throws Exception {
        String first = write("a.toml", SMALLEST.replace("5347", "0").replace("burst", "bust"));
        String second = write("b.toml", SMALLEST.replace("\"irc\"", "\"irk\""));

        assertThat(execute("check", first, second, directory + "/c.toml"))
                .isEqualTo(Isthmus.FAILED);
        assertThat(text(err).lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(first + ":5: component.server: has no valid")
                                        .endsWith("; example: server = \"127.0.0.1:5347\""),
                        line ->
                                assertThat(line)
                                        .startsWith(first + ":14: irc.networks.\"irc.example.net\"")
                                        .endsWith("unknown key, did you mean burst?"),
                        line -> assertThat(line).startsWith(second + ":1: gateway: must be "),
                        line -> assertThat(line).isEqualTo(directory + "/c.toml: does not exist"));
        assertThat(text(out)).isEmpty();
    }

    @Test
    void twoGatewaysShareNeitherDomainNorDatabase() throws Exception {
        String first = write("a.toml", SMALLEST);
        String second = write("b.toml", SMALLEST);

        assertThat(execute("check", first, second)).isEqualTo(Isthmus.FAILED);
        assertThat(text(err).lines())
                .containsExactlyInAnyOrder(
                        second + ": component.domain: is the same as in " + first,
                        second + ": store.url: is the same as in " + first);
    }

    @Test
    void runRefusesWhatCheckRefuses() throws Exception {
        assertThat(execute("run", write("a.toml", "gateway = 1"))).isEqualTo(Isthmus.FAILED);
        assertThat(text(err)).contains("a.toml:1: gateway: must be a text in quotes");
    }

    @Test
    void aCommandLineThatMakesNoSenseIsAnsweredByOneSentence() {
        assertMisused("unknown command rnu, did you mean run?", "rnu", "irc.toml");
        assertMisused(
                "unknown command start, there are run, check, import, export, erase, admin, rotate-key, rehearse, version, help",
                "start");
        assertMisused(
                "unknown option --config, there are run, check, import, export, erase, admin, rotate-key, rehearse, version, help",
                "--config");
        assertMisused("run has no option -v", "run", "-v", "irc.toml");
        assertMisused("check needs the name of at least one configuration file", "check");
        assertMisused("version takes nothing more", "version", "please");
        assertMisused("help takes nothing more", "help", "run");
        assertMisused(
                "export needs the name of one configuration file and the address of a user",
                "export",
                "irc.toml");
        assertMisused("rotate-key needs the name of one configuration file", "rotate-key");
    }

    @Test
    void withoutACommandTheCommandsAreTold() {
        assertThat(execute()).isEqualTo(Isthmus.MISUSED);
        assertThat(text(err)).contains("run FILE...", "check FILE...", "version", "help");
    }

    @Test
    void helpAndVersionAreTold() {
        assertThat(execute("help")).isEqualTo(Isthmus.OK);
        assertThat(text(out)).contains("run FILE...");
        out.reset();

        assertThat(execute("version")).isEqualTo(Isthmus.OK);
        assertThat(text(out)).matches("isthmus \\d+\\.\\d+\\.\\S+ \\(Java \\S+, \\w+ \\w+\\)\n");
    }

    private void assertMisused(String sentence, String... arguments) {
        err.reset();
        assertThat(execute(arguments)).isEqualTo(Isthmus.MISUSED);
        assertThat(text(err)).isEqualTo("isthmus: " + sentence + "\n");
    }

    private int execute(String... arguments) {
        return new Isthmus(
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(List.of(arguments));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private String write(String name, String toml) throws Exception {
        return Files.writeString(directory.resolve(name), toml).toString();
    }
}
