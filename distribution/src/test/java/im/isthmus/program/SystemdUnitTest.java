package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static int run(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
