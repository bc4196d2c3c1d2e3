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
        output(directory, command);
    }

    /** As {@link #run}; what it printed. */
    static String output(Path directory, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ServerFailedException(
                        String.join(" ", command) + " failed. It said:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new ServerFailedException(command.getFirst() + " did not run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException(command.getFirst() + " was interrupted");
        }
    }
}
