package im.isthmus.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's scripts and documents in a folder of their own, built with a stand-in. */
final class Checkout {
    private static final Path ROOT = Path.of(System.getProperty("isthmus.root"));
    private static final List<String> PARTS =
            List.of("bin", "configs", "docs", "systemd", "README.md", "CHANGES.md", "LICENSE");

    private final Path folder;

    /** What a script printed, and its status. */
    record Ran(int status, String output) {}

    private Checkout(Path folder) {
        this.folder = folder;
    }

    /** Makes it in an empty folder. */
    static Checkout in(Path folder) throws IOException {
        for (String part : PARTS) {
            copy(ROOT.resolve(part), folder);
        }
        Files.createFile(folder.resolve("pom.xml"));
        Files.createDirectories(folder.resolve("distribution/src"));
        Files.createFile(folder.resolve("distribution/pom.xml"));
        Checkout made = new Checkout(folder);
        StandIn.jar(Files.createDirectories(made.library()).resolve("distribution-1.jar"));
        return made;
    }

    private static void copy(Path part, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(part)) {
            for (Path each : all.toList()) {
                Path to = folder.resolve(ROOT.relativize(each).toString());
                Files.copy(each, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Where the build leaves the jars. */
    Path library() {
        return folder.resolve("distribution/target/isthmus/lib");
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /**
     * Replaces a script of the system, such as mvn, for whoever has {@link #path} of it in PATH.
     */
    void tool(String name, String script) throws IOException {
        Path file = Files.createDirectories(path("tools")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file);
        }
    }

    /** Runs a command in the folder, with the {@link #tool}s before those of the system. */
    Ran run(Map<String, String> environment, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, folder.resolve(command[0]).toString());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", path("tools") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            return new Ran(process.waitFor(), new String(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Ran run(String... command) {
        return run(Map.of(), command);
    }
}
