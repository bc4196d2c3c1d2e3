package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitTest {
    private static final Path UNIT =
            Path.of(System.getProperty("isthmus.root"), "systemd", "isthmus@.service");

    @Test
    void theUnitKnowsHowTheProgramBehaves() throws Exception {
        assertThat(Files.readAllLines(UNIT))
                .contains(
                        "Type=notify",
                        "ExecStart=/usr/bin/isthmus run %E/isthmus/%i.toml",
                        "ExecReload=/bin/kill -HUP $MAINPID",
                        "WatchdogSec=60",
                        "Restart=on-failure",
                        "TimeoutStopSec=30",
                        "Environment=ISTHMUS_JAVA_OPTS=-Xmx256m",
                        "DynamicUser=yes")
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute=yes"));
    }

    @Test
    void systemdFindsLittleThatIsExposed() throws Exception {
        // Of 100, in tenths of what it prints: 1.5 at most, where a bare unit has 9.2.
        List<String> command =
                List.of(
                        "systemd-analyze",
                        "security",
                        "--offline=true",
                        "--threshold=15",
                        UNIT.toString());

        assertThat(run(command)).isZero();
    }

    @Test
    void systemdUnderstandsTheUnitAndTheDropInsOfTheManual(@TempDir Path folder) throws Exception {
        Path unit = folder.resolve("isthmus@irc.service");
        String text = Files.readString(UNIT).replace("/usr/bin/isthmus", "/bin/true"); // installed
        Files.writeString(unit, text);
        Path manual = Path.of(System.getProperty("isthmus.root"), "docs", "running.md");
        Path dropIns = Files.createDirectory(folder.resolve("isthmus@irc.service.d"));
        List<String> shown =
                Pattern.compile("(?s)```ini\\R(.*?)```")
                        .matcher(Files.readString(manual))
                        .results()
                        .map(each -> each.group(1))
                        .toList();
        for (String each : shown) {
            Files.writeString(dropIns.resolve(each.hashCode() + ".conf"), each);
        }

        assertThat(shown).isNotEmpty();
        assertThat(
                        run(
                                List.of(
                                        "systemd-analyze",
                                        "verify",
                                        "--recursive-errors=no",
                                        unit.toString())))
                .isZero();
    }

    @Test
    void systemdHearsHowItGoes(@TempDir Path folder) throws Exception {
        Path heard = folder.resolve("heard");
        Path file = Files.writeString(folder.resolve("irc.toml"), IsthmusTest.SMALLEST);
        Process systemd = listener(folder.resolve("notify"), heard);
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", folder.resolve("notify") + "", "WATCHDOG_USEC", "400000");
        try (RunningIsthmus isthmus =
                new RunningIsthmus(folder, environment, "run", file.toString())) {
            for (String word :
                    List.of("READY=1", "STATUS=0 of 1 gateways connected", "WATCHDOG=1")) {
                awaitHeard(heard, word, isthmus);
            }
            isthmus.signal("TERM");
            awaitHeard(heard, "STOPPING=1", isthmus);
            assertThat(isthmus.awaitExit()).as(isthmus.log()).isZero();
        } finally {
            systemd.destroy();
        }
    }

    private static void awaitHeard(Path heard, String word, RunningIsthmus isthmus) {
        Await.until(
                word,
                () -> {
                    try {
                        return Files.readAllLines(heard).contains(word);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                isthmus::log);
    }

    /** Writes down what is told to a socket, which the JDK cannot: it knows no datagrams there. */
    private static Process listener(Path socket, Path heard) throws IOException {
        String script =
                """
                import socket, sys
                own = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                own.bind(sys.argv[1])
                while True: print(own.recv(4096).decode(), flush=True)
                """;
        Process started =
                new ProcessBuilder("python3", "-c", script, socket.toString())
                        .redirectOutput(heard.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Await.until("the socket", () -> Files.exists(socket), () -> "no socket");
        return started;
    }

    private static int run(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
