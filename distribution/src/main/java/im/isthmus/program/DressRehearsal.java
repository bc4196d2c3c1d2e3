package im.isthmus.program;

import im.isthmus.program.rehearsal.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program as it would run, with a {@link Rehearsal} around it. */
final class DressRehearsal {
    private DressRehearsal() {}

    /** It did not go as it should. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }

        FailedException(Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Plays it in a folder that is gone afterwards. */
    static void hold() throws FailedException {
        try {
            Path folder = Files.createTempDirectory("isthmus-rehearsal");
            try (Rehearsal rehearsal = new Rehearsal()) {
                play(rehearsal, folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new FailedException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("it was interrupted");
        }
    }

    private static void play(Rehearsal rehearsal, Path folder)
            throws FailedException, IOException, InterruptedException {
        Path irc = Files.writeString(folder.resolve("irc.toml"), rehearsal.ircConfig());
        Path sms = Files.writeString(folder.resolve("sms.toml"), rehearsal.smsConfig());
        GatewayFile.Several read = GatewayFile.readAll(List.of(irc, sms), Map.of());
        if (!read.problems().isEmpty()) {
            throw new FailedException(read.problems().getFirst().toString());
        }
        try (Program program = new Program(Map.of())) {
            program.start(read.files());
            rehearsal.play();
        } catch (Program.StartException e) {
            throw new FailedException(e);
        }
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
