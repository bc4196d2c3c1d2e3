package im.isthmus.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.scripts.Checkout.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/release}, with the real tools around a program that only says how it was started. */
class ReleaseTest {
    private static final Map<String, String> NO_JAVA = Map.of("JAVA_HOME", "/nowhere");

    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws Exception {
        checkout = Checkout.in(Files.createDirectory(folder.resolve("checkout")));
        checkout.tool("dpkg-deb-x", "exec dpkg-deb -x \"$@\"");
        checkout.tool("untar", "exec tar -xzf \"$1\" -C \"$2\"");
        checkout.tool("field", "exec dpkg-deb -f \"$@\"");
        checkout.tool("scripts", "exec dpkg-deb -e \"$@\"");
    }

    @Test
    void thePackageAndTheTarballRunWithTheJavaThatTheyBring() throws Exception {
        Ran made = checkout.run("bin/release", folder.resolve("out").toString());
        assertThat(made.status()).as(made.output()).isZero();

        String deb = file(".deb");
        run("tools/dpkg-deb-x", deb, folder.resolve("root").toString());
        Path home = folder.resolve("root/usr/lib/isthmus");
        assertThat(version(folder.resolve("root/usr/bin/isthmus")))
                .contains("home=" + home + "/runtime\n");
        assertThat(folder.resolve("root/usr/lib/systemd/system/isthmus@.service")).exists();
        assertThat(home.resolve("runtime/lib/libawt_headless.so")).exists();
        assertThat(home.resolve("runtime/lib/libawt_xawt.so")).doesNotExist();
        assertThat(run("tools/field", deb, "Depends"))
                .containsPattern("^bash, libc6 \\(>= 2\\.\\d+\\)");
        run("tools/scripts", deb, folder.resolve("scripts").toString());
        assertThat(Files.isExecutable(folder.resolve("scripts/postinst"))).isTrue();
        assertThat(folder.resolve("scripts/prerm")).content().contains("learned*");

        Path anywhere = Files.createDirectory(folder.resolve("anywhere"));
        run("tools/untar", file(".tar.gz"), anywhere.toString());
        try (Stream<Path> inside = Files.list(anywhere)) {
            Path unpacked = inside.findFirst().orElseThrow();
            assertThat(version(unpacked.resolve("bin/isthmus")))
                    .contains("home=" + unpacked + "/runtime\n");
            assertThat(unpacked.resolve("configs/irc.toml")).exists();
            assertThat(unpacked.resolve("systemd/isthmus@.service")).exists();
        }
        assertThat(checkout.path("target")).isEmptyDirectory();
    }

    @Test
    void itTakesOneFolderAtTheMost() {
        Ran ran = checkout.run("bin/release", "a", "b");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).isEqualTo("isthmus: usage: bin/release [FOLDER]\n");
    }

    private String version(Path launcher) {
        Ran ran = checkout.run(NO_JAVA, launcher.toString(), "version");
        assertThat(ran.status()).as(ran.output()).isZero();
        return ran.output();
    }

    private String run(String... command) {
        Ran ran = checkout.run(command);
        assertThat(ran.status()).as(ran.output()).isZero();
        return ran.output();
    }

    private String file(String end) throws IOException {
        try (Stream<Path> made = Files.list(folder.resolve("out"))) {
            return made.map(Path::toString)
                    .filter(name -> name.endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
