package im.isthmus.testing.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A command that prepares something for a server and ends by itself. */
final class ShortCommand {
    private ShortCommand() {}

    /**
     * Runs it to its end.
     *
     * @throws ServerFailedException with what it printed if it failed
     */
    static void run(Path directory, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new ServerFailedException(
                        String.join(" ", command)
                                + " failed. It said:\n"
                                + new String(output, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ServerFailedException(command.getFirst() + " did not run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException(command.getFirst() + " was interrupted");
        }
    }
}
