package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A script that uses slixmpp, another client library than ours, as Debian has it. */
final class Slixmpp implements AutoCloseable {
    private final Process process;
    private final CompletableFuture<String> output;

    private Slixmpp(Process process) {
        this.process = process;
        this.output =
                CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
    }

    /**
     * Starts a script of the resources as alice.
     *
     * @param folder where the script is put
     * @param more arguments after JID, password and port
     */
    static Slixmpp start(Path folder, String name, RealXmppServer server, String... more)
            throws IOException {
        Path script = folder.resolve(name);
        try (InputStream text = DemoRoom.class.getResourceAsStream(name)) {
            Files.write(script, text.readAllBytes());
        }
        // Debian's own Python, which has Debian's own slixmpp.
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        command.add("alice@localhost/slixmpp");
        command.add(server.setup().password());
        command.add(Integer.toString(server.clientPort()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new Slixmpp(process);
    }

    /** Waits until it ended well, and returns what it printed. */
    String finish() throws InterruptedException {
        String printed = output.join();
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    /** Whether it is still at it. */
    boolean runs() {
        return process.isAlive();
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
