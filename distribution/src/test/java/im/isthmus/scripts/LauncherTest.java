package im.isthmus.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.scripts.Checkout.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/isthmus} finds Java and passes on what it is told. */
class LauncherTest {
    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws Exception {
        checkout = Checkout.in(folder);
    }

    @Test
    void wordsAndOptionsArePassedOn() {
        Ran ran =
                checkout.run(
                        Map.of("ISTHMUS_JAVA_OPTS", "-Xmx77m -Dfound=yes"),
                        "bin/isthmus",
                        "check",
                        "my irc.toml");

        assertThat(ran.output())
                .contains("words=[check, my irc.toml]\n")
                .containsPattern("options=\\[.*-XX:TieredStopAtLevel=1, .*-Xmx77m, -Dfound=yes]");
    }

    @Test
    void itEndsAsTheProgramDoes() {
        assertThat(checkout.run("bin/isthmus", "fail", "2").status()).isEqualTo(2);
    }

    @Test
    void aServiceNeedsNoHomeFolder() throws Exception {
        checkout.tool("homeless", "exec env -u HOME \"$@\""); // as systemd starts it

        assertThat(checkout.run("tools/homeless", "bin/isthmus", "check").output())
                .startsWith("words=[check]");
    }

    @Test
    void anOldJavaIsPassedOver() throws Exception {
        Map<String, String> old = Map.of("JAVA_HOME", javaOf("17.0.15").toString());

        assertThat(checkout.run(old, "bin/isthmus", "check").output())
                .containsPattern("java=(2[5-9]|[3-9]\\d)\n");
    }

    @Test
    void withoutAJavaThatIsNewEnoughItSaysWhichThereIs() throws Exception {
        Path old = javaOf("17.0.15");
        Path script = checkout.path("bin/jdk.sh");
        String text = Files.readString(script);
        Files.writeString(script, text.replace("wanted=25", "wanted=2500"));
        checkout.tool("id", "echo 1000"); // root would be installing one

        Ran ran = checkout.run(Map.of("JAVA_HOME", old.toString()), "bin/isthmus", "check");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output())
                .startsWith("isthmus: a JDK 2500 or newer is needed")
                .contains("; JDK 17 in " + old + " is too old. Install ");
    }

    @Test
    void whatJavaLearnsIsUsedUntilTheProgramIsAnother() throws Exception {
        String first = checkout.run("bin/isthmus", "run").output();
        assertThat(first)
                .contains("rehearsing for quicker starts")
                .contains("library=" + checkout.library() + "/../native")
                .contains("-XX:AOTCache=");
        assertThat(checkout.run("bin/isthmus", "run").output())
                .doesNotContain("rehearsing")
                .contains("-XX:AOTCache=");

        Files.setLastModifiedTime(checkout.library(), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(checkout.run("bin/isthmus", "check").output())
                .doesNotContain("rehearsing")
                .doesNotContain("-XX:AOTCache=")
                .contains("library=null");
        assertThat(checkout.run("bin/isthmus", "run").output()).contains("rehearsing");
    }

    @Test
    void aRehearsalThatFailsIsSaidAndTheProgramRuns() {
        Ran ran = checkout.run(Map.of("JAVA_TOOL_OPTIONS", "-Dspoilt=true"), "bin/isthmus", "run");

        assertThat(ran.status()).isZero();
        assertThat(ran.output())
                .contains("isthmus: the rehearsal failed, so starts stay slow; see ")
                .contains("words=[run]")
                .doesNotContain("-XX:AOTCache=");
    }

    @Test
    void aBuildThatFailsEndsIt() throws Exception {
        Files.delete(checkout.library().resolve("distribution-1.jar"));
        checkout.tool("mvn", "echo 'no network' >&2; exit 1");

        Ran ran = checkout.run("bin/isthmus", "check");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("isthmus: building").endsWith("no network\n");
    }

    private Path javaOf(String version) throws IOException {
        Path home = folder.resolve("java");
        Path compiler = Files.createDirectories(home.resolve("bin")).resolve("javac");
        Files.createFile(compiler);
        assertThat(compiler.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
