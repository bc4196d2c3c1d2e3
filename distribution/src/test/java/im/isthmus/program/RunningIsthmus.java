package im.isthmus.program;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, with the very class path of the test. */
public final class RunningIsthmus implements AutoCloseable {
    private final Process process;
    private final Path log;

    /** Starts it in a directory, where its log goes too. */
    public RunningIsthmus(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        log = directory.resolve("log");
        List<String> command = new ArrayList<>();
        // A test run started in the background has SIGINT ignored, and children inherit that.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of( // as bin/isthmus does, but with a bound
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms40m",
                        "-Xmn24m",
                        "-Xss512k",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-Djfr.unsupported.vm=true",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Isthmus.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    public long pid() {
        return process.pid();
    }

    /** Everything it wrote until now. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLog(String text) {
        Await.until("log has " + text, () -> log().contains(text), this::log);
    }

    /** Sends a signal, such as TERM or INT. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    /** The exit status; fails if there is none within 20 seconds. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + log());
        }
        return process.exitValue();
    }

    /** Ends it as {@code kill -9} does, and returns when it is dead. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
