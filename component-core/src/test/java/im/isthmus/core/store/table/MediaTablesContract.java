package im.isthmus.core.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Sweeper;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.table.PictureTable.Origin;
import im.isthmus.core.store.table.PictureTable.Picture;
import im.isthmus.core.store.table.PictureTable.Seen;
import im.isthmus.core.store.table.SharedFiles.SharedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables of files and pictures must do in every database. */
abstract class MediaTablesContract {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String HASH = "ab".repeat(32);

    @TempDir Path directory;
    private Store store;

    /** An empty database of this test alone. */
    abstract StoreConfig.Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(new StoreConfig(emptyDatabase(), directory.resolve("store.key")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSharedFileIsFoundUntilItExpires() {
        SharedFiles files = new SharedFiles(store);
        SharedFile file = file("t1", "alice@example.org", HASH, null);
        files.add(file);
        assertThat(files.find("t1", NOW)).contains(file);
        assertThat(files.find("t1", NOW.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(files.find("t2", NOW)).isEmpty();
    }

    @Test
    void theSameFileIsFoundForTheSameUserOnly() {
        SharedFiles files = new SharedFiles(store);
        SharedFile file = file("t1", "alice@example.org", HASH, "https://example.org/x");
        files.add(file);
        assertThat(files.find("alice@example.org", HASH, "a.png", NOW)).contains(file);
        assertThat(files.find("alice@example.org", HASH, "a.png", NOW.plusMillis(1))).isEmpty();
        assertThat(files.find("alice@example.org", HASH, "b.png", NOW)).isEmpty();
        assertThat(files.find("bob@example.org", HASH, "a.png", NOW)).isEmpty();
    }

    @Test
    void bytesCountOnceAndOnlyThoseInOurOwnFolder() {
        SharedFiles files = new SharedFiles(store);
        assertThat(files.bytesKept()).isZero();
        files.add(file("t1", "alice@example.org", HASH, null));
        files.add(file("t2", "bob@example.org", HASH, null));
        files.add(file("t3", "bob@example.org", "cd".repeat(32), null));
        files.add(file("t4", "bob@example.org", "ef".repeat(32), "https://example.org/x"));
        assertThat(files.bytesKept()).isEqualTo(2000);
        assertThat(files.kept(NOW)).containsExactlyInAnyOrder(HASH, "cd".repeat(32));
        assertThat(files.kept(NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void whatIsErasedOrSweptIsGone() throws Exception {
        SharedFiles files = new SharedFiles(store);
        files.add(file("t1", "alice@example.org", HASH, null));
        files.add(file("t2", "bob@example.org", "cd".repeat(32), null));
        PersonalRecords records = new PersonalRecords(store, List.of(files));
        Jid bob = Jid.parse("bob@example.org");
        assertThat(records.export(bob).toString()).contains("a.png").doesNotContain("t2");
        records.erase(bob);
        assertThat(records.export(bob)).containsOnlyKeys("user");
        assertThat(files.kept(NOW)).containsExactly(HASH);
        sweep(files, NOW);
        assertThat(files.bytesKept()).isEqualTo(1000);
        sweep(files, NOW.plus(Duration.ofDays(1)));
        assertThat(files.bytesKept()).isZero();
    }

    @Test
    void picturesAreFoundBySourceAndByAddress() {
        PictureTable pictures = new PictureTable(store);
        Picture picture = new Picture("0a".repeat(20), "image/webp", 3, 20, 10, "QUJD");
        assertThat(pictures.bySource("s1")).isEmpty();
        pictures.keep(new Origin("s1", picture.sha1(), "https://example.org/a", "\"1\""));
        assertThat(pictures.bySource("s1")).as("without its picture").isEmpty();
        pictures.keep(picture, NOW);
        pictures.keep(picture, NOW);
        assertThat(pictures.bySource("s1")).contains(picture.sha1());
        assertThat(pictures.picture(picture.sha1())).contains(picture);
        assertThat(pictures.byUrl("https://example.org/a").map(Origin::etag)).contains("\"1\"");
        assertThat(pictures.byUrl("https://example.org/b")).isEmpty();
    }

    @Test
    void picturesStayAsLongAsSomebodySeesThem() throws Exception {
        PictureTable pictures = new PictureTable(store);
        Picture picture = new Picture("0a".repeat(20), "image/webp", 3, 20, 10, "QUJD");
        Jid alice = Jid.parse("alice@example.org");
        pictures.keep(picture, NOW);
        pictures.keep(new Origin("s1", picture.sha1(), null, null));
        pictures.show(alice, "ann", new Seen("s0", "0b".repeat(20)));
        pictures.show(alice, "ann", new Seen("s1", picture.sha1()));
        pictures.show(alice, "ben", new Seen("s1", picture.sha1()));
        pictures.show(alice, "ben", null);
        assertThat(pictures.seen(alice)).isEqualTo(Map.of("ann", new Seen("s1", picture.sha1())));

        Instant later = NOW.plus(Duration.ofDays(8));
        sweep(pictures, later);
        assertThat(pictures.picture(picture.sha1())).isPresent();
        new PersonalRecords(store, List.of(pictures)).erase(alice);
        assertThat(pictures.seen(alice)).isEmpty();
        sweep(pictures, NOW);
        assertThat(pictures.picture(picture.sha1())).isPresent();
        sweep(pictures, later);
        assertThat(pictures.picture(picture.sha1())).isEmpty();
    }

    private void sweep(Swept files, Instant when) {
        new Sweeper(store, List.of(files), RetentionConfig.standard(), () -> when).sweep();
    }

    private static SharedFile file(
            String token, String owner, String sha256, @Nullable String url) {
        return new SharedFile(
                token,
                owner,
                sha256,
                "a.png",
                "image/png",
                1000,
                url,
                NOW,
                NOW.plus(Duration.ofDays(1)));
    }
}
