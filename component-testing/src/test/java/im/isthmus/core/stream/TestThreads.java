package im.isthmus.core.stream;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The threads of streams, virtual ones too. */
final class TestThreads {
    private TestThreads() {}

    /** Those whose names contain something. */
    static List<String> named(String part) {
        try {
            Path directory = Files.createTempDirectory("threads");
            Path dump = directory.resolve("dump");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(
                            dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            List<String> found =
                    Files.readAllLines(dump).stream()
                            .filter(line -> line.startsWith("#") && line.contains(part))
                            .toList();
            Files.delete(dump);
            Files.delete(directory);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
