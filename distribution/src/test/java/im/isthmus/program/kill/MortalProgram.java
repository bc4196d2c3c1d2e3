package im.isthmus.program.kill;

import im.isthmus.program.Isthmus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The program in a process of its own, to be killed and started again.
 *
 * @param folder with its {@code email.toml}
 */
record MortalProgram(Path folder) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Isthmus.class.getName(),
                        "run",
                        folder.resolve("email.toml").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("program.log");
    }

    /** The end of what it wrote, for failure messages. */
    String logTail() {
        try {
            String log = Files.readString(log());
            return log.substring(Math.max(0, log.length() - 4000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    static void kill(Process program) throws InterruptedException {
        program.destroyForcibly();
        if (!program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("kill -9 did not end it");
        }
    }
}
