package im.isthmus.program;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole program in this JVM with one email gateway, which can be ended and started again. */
final class RunningProgram implements AutoCloseable {
    private final Path file;
    private Program program = new Program(Map.of());

    /**
     * @param directory where its configuration and its database are
     */
    RunningProgram(Path directory) {
        file = directory.resolve("email.toml");
    }

    /** Starts it, with the database there is; returns once it is connected. */
    void start(String configuration) {
        try {
            Files.writeString(file, configuration);
            GatewayFile.Several read = GatewayFile.readAll(List.of(file), Map.of());
            if (!read.problems().isEmpty()) {
                throw new IllegalStateException(read.problems().toString());
            }
            program = new Program(Map.of());
            program.start(read.files());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Program.StartException e) {
            throw new IllegalStateException(e);
        }
        Await.until("connected", program::isConnected);
    }

    /** Ends it. */
    @Override
    public void close() {
        program.close();
    }
}
