package im.isthmus.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.seal.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    private static final String OTHER = "other AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void choose() {
        file = directory.resolve("store.key");
    }

    @Test
    void whatIsSealedOpensAgainAlsoAfterARestart() {
        String sealed = Sealer.load(file).seal("user a", "hunter2 ü 😀");

        assertThat(sealed).doesNotContain("hunter2");
        assertThat(Sealer.load(file).open("user a", sealed)).isEqualTo("hunter2 ü 😀");
    }

    @Test
    void ofAKeyFileThatCannotBeReadItIsToldWhoCould() throws Exception {
        Files.createDirectory(file);
        String owner = Files.getOwner(file).getName();

        assertThatThrownBy(() -> Sealer.load(file))
                .hasMessage(
                        "the key file cannot be read or made by user "
                                + System.getProperty("user.name")
                                + ": "
                                + file
                                + ", which belongs to user "
                                + owner
                                + ": run this as "
                                + owner
                                + " or as root");
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        Sealer sealer = Sealer.load(file);

        assertThat(sealer.seal("c", "s")).isNotEqualTo(sealer.seal("c", "s"));
    }

    @Test
    void aSealedSecretOpensOnlyWhereItBelongs() {
        Sealer sealer = Sealer.load(file);
        String sealed = sealer.seal("user alice", "s");

        assertThatThrownBy(() -> sealer.open("user mallory", sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged or moved");
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        Sealer sealer = Sealer.load(file);
        String sealed = sealer.seal("c", "secret");
        char[] letters = sealed.toCharArray();
        letters[20] = letters[20] == 'A' ? 'B' : 'A';
        String changed = new String(letters);

        for (String bad : List.of(changed, sealed.substring(0, 20), "", ":", "x:y")) {
            assertThatThrownBy(() -> sealer.open("c", bad)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aNewFirstKeySealsAndTheOldOneStillOpens() throws Exception {
        String old = Sealer.load(file).seal("c", "s");
        Files.writeString(file, OTHER + Files.readString(file));
        Sealer sealer = Sealer.load(file);

        assertThat(sealer.open("c", old)).isEqualTo("s");
        assertThat(sealer.isOutdated(old)).isTrue();
        assertThat(sealer.isOutdated(sealer.seal("c", "s"))).isFalse();
        assertThat(sealer.seal("c", "s")).startsWith("other:");
    }

    @Test
    void aSecretOfAnUnknownKeyTellsWhichFileIsWrong() throws Exception {
        String sealed = Sealer.load(file).seal("c", "s");
        Files.writeString(file, OTHER);

        assertThatThrownBy(() -> Sealer.load(file).open("c", sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theFileIsMadeForItsOwnerOnly() throws Exception {
        Sealer.load(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("store.key");
    }

    @Test
    void aFileWithoutAKeyIsRefused() throws Exception {
        for (String text :
                List.of("", "# nothing\n", "name short\n", "one two three\n", "a !!!\n")) {
            Files.writeString(file, text);

            assertThatThrownBy(() -> Sealer.load(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aMissingFolderIsTold() {
        assertThatThrownBy(() -> Sealer.load(directory.resolve("no/store.key")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the folder of the key file does not exist");
    }
}
