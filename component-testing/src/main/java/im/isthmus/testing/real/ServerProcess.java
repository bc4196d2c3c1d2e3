package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server program: started in its own directory as its own account, watched, and ended by its
 * own pid. Not for use by several threads at once.
 */
final class ServerProcess implements AutoCloseable {
    // Both only bound a failure; a loaded machine may take long.
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final int POLL_MILLIS = 20;
    private static final int TAIL_LINES = 40;

    private final PrivateDirectory home;
    private final Launch launch;
    private volatile @Nullable Process process;

    private ServerProcess(PrivateDirectory home, Launch launch) {
        this.home = home;
        this.launch = launch;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @throws ServerFailedException with the end of its logs if it ends or is not ready in time;
     *     nothing is left running then
     */
    static ServerProcess start(PrivateDirectory home, Launch launch) {
        ServerProcess server = new ServerProcess(home, launch);
        try {
            server.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Starts it again after {@link #stop} or {@link #kill}, on the same ports and files. */
    void start() {
        home.handOver();
        process = keeperStarts();
        awaitReady();
    }

    /**
     * Waits until it is ready, for the first time or again.
     *
     * @throws ServerFailedException with the end of its logs if it ends or is not ready in time
     */
    void awaitReady() {
        Process started = process;
        if (started == null) {
            throw failed("does not run");
        }
        awaitReady(started);
    }

    /** Asks it to end and waits for that; kills it if it does not. */
    void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + launch.stopSignal(), Long.toString(running.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (!running.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
        process = null;
    }

    /** Ends it without any warning (kill -9), as a crash or a power cut would. */
    void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly().onExit().orTimeout(15, TimeUnit.SECONDS).join();
        process = null;
    }

    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    /** The last lines of what it printed and of its own log. */
    String logTail() {
        return tail(output()) + tail(launch.log());
    }

    @Override
    public void close() {
        stop();
        home.close();
    }

    /**
     * The process is started by a thread that lives as long as it does, since its death is the
     * signal for the kernel to end the process (see {@link Account#commandPrefix}).
     */
    private Process keeperStarts() {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("keeper-of-" + launch.name())
                .start(() -> {
                    try {
                        Process child = builder().start();
                        started.complete(child);
                        child.waitFor();
                    } catch (IOException | InterruptedException e) {
                        started.completeExceptionally(e);
                    }
                });
        return started.join();
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>(home.account().commandPrefix());
        command.addAll(launch.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.path().toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().putAll(launch.environment());
        return builder;
    }

    private void awaitReady(Process started) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            String missing = launch.readiness().missing();
            // Whether it lives is asked at the end too: somebody else could answer in its place.
            while (!missing.isEmpty() || !started.isAlive()) {
                if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw failed("ended with status " + started.exitValue());
                }
                if (System.nanoTime() > deadline) {
                    throw failed(missing);
                }
                missing = launch.readiness().missing();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted while starting");
        }
    }

    private ServerFailedException failed(String how) {
        return new ServerFailedException(launch.name() + " " + how + ". It said:\n" + logTail());
    }

    private Path output() {
        return home.resolve(launch.name() + ".out");
    }

    private static String tail(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            List<String> lines = text.lines().toList();
            int from = Math.max(0, lines.size() - TAIL_LINES);
            return String.join("\n", lines.subList(from, lines.size())) + "\n";
        } catch (IOException e) {
            return file + " cannot be read: " + e.getMessage() + "\n";
        }
    }
}
