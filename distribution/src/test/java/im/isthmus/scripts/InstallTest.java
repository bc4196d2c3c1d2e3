package im.isthmus.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.scripts.Checkout.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {
    @TempDir Path folder;

    private Checkout checkout;
    private Path root;

    @BeforeEach
    void checkOut() throws Exception {
        checkout = Checkout.in(Files.createDirectory(folder.resolve("checkout")));
        root = folder.resolve("root");
    }

    @Test
    void everythingIsWhereASystemHasIt() throws Exception {
        Ran ran = install();

        assertThat(ran.output())
                .endsWith(
                        "isthmus: installed isthmus 1.2.3-SNAPSHOT words=[version] in "
                                + root
                                + "\n");
        assertThat(mode("usr/lib/isthmus/bin/isthmus")).isEqualTo("rwxr-xr-x");
        assertThat(mode("usr/lib/isthmus/bin/jdk.sh")).isEqualTo("rw-r--r--");
        assertThat(mode("usr/lib/isthmus/lib/distribution-1.jar")).isEqualTo("rw-r--r--");
        assertThat(mode("usr/lib/systemd/system/isthmus@.service")).isEqualTo("rw-r--r--");
        assertThat(mode("etc/isthmus")).isEqualTo("rwxr-xr-x");
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/isthmus")))
                .isEqualTo(Path.of("../lib/isthmus/bin/isthmus"));
        for (String document : List.of("README.md", "docs/running.md", "configs/irc.toml")) {
            assertThat(root.resolve("usr/share/doc/isthmus").resolve(document))
                    .hasSameTextualContentAs(checkout.path(document));
        }
        assertThat(root.resolve("usr/share/doc/isthmus/configs/servers")).isNotEmptyDirectory();
        for (String gone : removal()) {
            checkout.run("/bin/rm", "-r", root + gone);
        }
        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left).noneMatch(each -> !Files.isDirectory(each));
        }
    }

    /** What the manual says to remove. */
    private List<String> removal() throws IOException {
        String manual = Files.readString(checkout.path("docs/running.md"));
        Matcher line = Pattern.compile("(?m)^# rm -r (/usr/.*)$").matcher(manual);
        assertThat(line.find()).isTrue();
        return List.of(line.group(1).split(" "));
    }

    @Test
    void whoInstallsWithASecretiveMaskLetsAllReadTheProgram() throws Exception {
        checkout.tool("privately", "umask 077; exec \"$@\"");
        checkout.run("tools/privately", "bin/install", "--root", root.toString());

        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all)
                    .allMatch(each ->
                            permissions(each).endsWith("r-x") || permissions(each).endsWith("r--"));
        }
    }

    @Test
    void aSecondRunReplacesTheProgramAlone() throws Exception {
        install();
        Path secret = Files.writeString(root.resolve("etc/isthmus/irc-secret"), "s3cret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path database = root.resolve("var/lib/isthmus/irc/irc.sqlite");
        Files.createDirectories(database.getParent());
        Files.writeString(database, "rows");
        Files.move(
                checkout.library().resolve("distribution-1.jar"),
                checkout.library().resolve("distribution-2.jar"));

        assertThat(install().status()).isZero();

        assertThat(secret).hasContent("s3cret");
        assertThat(mode("etc/isthmus/irc-secret")).isEqualTo("rw-------");
        assertThat(database).hasContent("rows");
        assertThat(root.resolve("usr/lib/isthmus/lib"))
                .isDirectoryNotContaining("glob:**distribution-1.jar")
                .isDirectoryContaining("glob:**distribution-2.jar");
        assertThat(root.resolve("usr/lib/isthmus.new")).doesNotExist();
    }

    @Test
    void whatWasInstalledRunsByItself() throws Exception {
        install();
        Files.move(checkout.path("distribution"), folder.resolve("gone"));

        Ran ran = checkout.run(root.resolve("usr/bin/isthmus").toString(), "check", "irc.toml");

        assertThat(ran.output()).contains("words=[check, irc.toml]");
    }

    @Test
    void aSourceThatIsNewerIsBuilt() throws Exception {
        Path built = checkout.library().resolve("distribution-1.jar");
        Path kept = Files.copy(built, folder.resolve("kept.jar"));
        checkout.tool("mvn", "mkdir -p " + checkout.library() + " && cp " + kept + " " + built);
        Path source = Files.createFile(checkout.path("distribution/src/A.java"));
        Files.writeString(checkout.library().resolve("old-library.jar"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        Ran ran = install();

        assertThat(ran.output()).contains("building, which is needed once");
        assertThat(root.resolve("usr/lib/isthmus/lib"))
                .isDirectoryNotContaining("glob:**old-library.jar");
    }

    @Test
    void aFolderIsMeantFromWhereTheAdminIs() throws Exception {
        checkout.tool("there", "cd " + folder + " && exec \"$@\"");

        checkout.run("tools/there", checkout.path("bin/install").toString(), "--root", "root");

        assertThat(root.resolve("usr/bin/isthmus")).exists();
    }

    @Test
    void whatCannotBeIsSaidWithWhatToDo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(refusal("--root", file.toString()))
                .isEqualTo(
                        "isthmus: "
                                + file
                                + "/usr/lib/isthmus cannot be written; run it as root, or with --root and a folder of yours\n");
        assertThat(refusal("--root")).startsWith("isthmus: --root needs a folder, such as: ");
        assertThat(refusal("--prefix", "/usr"))
                .isEqualTo("isthmus: usage: bin/install [--root FOLDER]\n");
        assertThat(refusal("--root", "a", "b"))
                .isEqualTo("isthmus: usage: bin/install [--root FOLDER]\n");
    }

    private String refusal(String... arguments) {
        String[] command =
                Stream.concat(Stream.of("bin/install"), Stream.of(arguments))
                        .toArray(String[]::new);
        Ran ran = checkout.run(command);
        assertThat(ran.status()).isEqualTo(1);
        return ran.output();
    }

    private Ran install() {
        Ran ran = checkout.run("bin/install", "--root", root.toString());
        assertThat(ran.status()).as(ran.output()).isZero();
        return ran;
    }

    private String mode(String name) {
        return permissions(root.resolve(name));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
