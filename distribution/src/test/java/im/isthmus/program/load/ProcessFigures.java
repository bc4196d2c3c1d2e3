package im.isthmus.program.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used, as Linux counts it (proc(5)).
 *
 * @param cpu of all its threads since it was started, in steps of 10 ms
 * @param residentKib memory it has now
 * @param threads of the operating system it has now
 */
record ProcessFigures(Duration cpu, long residentKib, long threads) {
    /** Of a process that runs. */
    static ProcessFigures of(long pid) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
        return new ProcessFigures(
                ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow(),
                number(status, "VmRSS:"),
                number(status, "Threads:"));
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Microseconds of CPU that each of so many took since then. */
    long cpuMicrosEach(ProcessFigures since, int count) {
        return cpu.minus(since.cpu).toNanos() / 1000 / count;
    }

    /** KiB of memory that each of so many added since then. */
    long kibEach(ProcessFigures since, int count) {
        return (residentKib - since.residentKib) / count;
    }
}
