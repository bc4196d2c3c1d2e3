package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what a server needs on this machine, or fails with the sentence that says what to do. */
final class Programs {
    private Programs() {}

    /** A program in PATH or in the folders that are only in root's PATH. */
    static Path find(String program, String debianPackage) {
        List<Path> folders = new ArrayList<>();
        Pattern.compile(":")
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(Path::of)
                .forEach(folders::add);
        folders.addAll(List.of(Path.of("/usr/sbin"), Path.of("/sbin")));
        folders.add(unpacked(debianPackage).resolve("usr/sbin"));
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(program, debianPackage));
    }

    /** The last match, in name order, of a pattern such as {@code ejabberd-*} in a folder. */
    static Optional<Path> newest(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().max(Path::compareTo);
    }

    static IllegalStateException missing(String what, String debianPackage) {
        return new IllegalStateException(
                what
                        + " is not installed. 'bin/packages test' installs it (Debian package "
                        + debianPackage
                        + "); bin/test runs that first.");
    }

    /** A program of npm's registry that bin/packages fetched, of exactly this version. */
    static Path node(String program, String version) {
        Path found =
                cache().resolve("npm")
                        .resolve(program + "-" + version)
                        .resolve("node_modules/.bin")
                        .resolve(program);
        if (!Files.isExecutable(found)) {
            throw new IllegalStateException(
                    program
                            + " "
                            + version
                            + " is not there. 'bin/packages test' fetches it; bin/test runs that"
                            + " first.");
        }
        return found;
    }

    /** Where bin/packages unpacks servers whose package conflicts with another one. */
    private static Path unpacked(String debianPackage) {
        return cache().resolve(debianPackage);
    }

    private static Path cache() {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", "/"));
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = cache == null || cache.isEmpty() ? Path.of(home, ".cache") : Path.of(cache);
        return folder.resolve("isthmus");
    }
}
