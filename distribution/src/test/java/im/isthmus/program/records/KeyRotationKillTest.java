package im.isthmus.program.records;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KeyRotationKillTest {
    private static final int SECRETS = 300;
    private static final int KILLS = 8;

    @TempDir Path folder;

    /** The program that is killed: rotates again and again. */
    static final class Rotating {
        private Rotating() {}

        static void main(String[] arguments) {
            StoreCommands commands =
                    new StoreCommands(
                            config(Path.of(arguments[0])),
                            _ -> TableList.none(),
                            System.out,
                            System.err);
            System.out.println("begin");
            while (commands.rotateKey()) {
                System.out.println("rotated");
            }
        }
    }

    @Test
    void whereverARotationIsKilledTheSecretsOpen() throws Exception {
        List<byte[]> secrets = secrets();
        Random random = new Random();
        for (int i = 0; i < KILLS || !hasRotated(); i++) {
            Process process = start();
            // Waits for the first word, then for any moment of the work.
            assertThat(process.getInputStream().read()).isEqualTo('b');
            process.waitFor(random.nextInt(1, 1000 * (i + 1)), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();

            assertThat(secrets()).usingRecursiveComparison().isEqualTo(secrets);
        }
    }

    /** An old key has left the file. */
    private boolean hasRotated() {
        return List.of(Objects.requireNonNull(folder.toFile().list())).stream()
                .anyMatch(name -> name.startsWith("irc.key."));
    }

    private List<byte[]> secrets() {
        List<byte[]> secrets = new ArrayList<>();
        try (Store store = Store.open(config(folder))) {
            for (int i = 0; i < SECRETS; i++) {
                secrets.add(store.secretKeys().get("secret " + i));
            }
        }
        return secrets;
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rotating.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
    }

    private static StoreConfig config(Path folder) {
        return new StoreConfig(
                new StoreConfig.Database.Sqlite(folder.resolve("irc.sqlite")),
                folder.resolve("irc.key"));
    }
}
