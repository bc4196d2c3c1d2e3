package im.isthmus.core.store;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.Schema;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.seal.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every database must do for us. */
abstract class StoreContract {
    @TempDir Path directory;

    private StoreConfig config;

    /** An empty database of this test alone. */
    abstract StoreConfig.Database emptyDatabase() throws Exception;

    @BeforeEach
    void configure() throws Exception {
        config = new StoreConfig(emptyDatabase(), directory.resolve("store.key"));
    }

    @Test
    void propertiesOutliveTheProcess() {
        try (Store store = open()) {
            store.properties().set("a", "1");
            store.properties().set("a", "2 ü 😀");
            store.properties().set("gone", "x");
            store.properties().set("gone", null);
        }
        try (Store store = open()) {
            assertThat(store.properties().get("a")).isEqualTo("2 ü 😀");
            assertThat(store.properties().get("gone")).isNull();
            assertThat(store.properties().get("never")).isNull();
        }
    }

    @Test
    void whatIsSaidWithoutJdbiIsPartOfTheTransaction() {
        try (Store store = open()) {
            Database database =
                    store.part("plain", List.of(List.of("CREATE TABLE plain (a TEXT, b BIGINT)")));
            String add = "INSERT INTO plain (a, b) VALUES (?, ?)";
            String find = "SELECT b FROM plain WHERE a = ? ORDER BY b";
            database.change(transaction -> {
                assertThat(Database.change(transaction, add, "x", 1L)).isEqualTo(1);
                Database.changeEach(
                        transaction, add, List.of(new Object[] {"x", 2L}, new Object[] {"y", 3L}));
                assertThat(Database.rows(transaction, find, row -> row.getLong(1), "x"))
                        .containsExactly(1L, 2L);
            });
            assertThatThrownBy(() ->
                            database.change(transaction -> {
                                Database.change(transaction, add, "x", 4L);
                                Database.change(transaction, "INSERT INTO nowhere VALUES (1)");
                            }))
                    .isInstanceOf(StoreException.class);

            assertThat(database.rows(find, row -> row.getLong(1), "x")).containsExactly(1L, 2L);
            assertThatThrownBy(() -> database.rows("SELECT 1 FROM nowhere", row -> 1))
                    .isInstanceOf(StoreException.class);
        }
    }

    /** Strangers may send it, and PostgreSQL has no place for it. */
    @Test
    void theCharacterZeroIsLeftOut() {
        try (Store store = open()) {
            Database database =
                    store.part("zero", List.of(List.of("CREATE TABLE zero (a TEXT, b TEXT)")));
            database.change(handle -> {
                handle.execute("INSERT INTO zero (a, b) VALUES (?, ?)", "1\0", null);
                handle.createUpdate("INSERT INTO zero (a, b) VALUES (:a, :b)")
                        .bind("a", "\0002")
                        .bind("b", (String) null)
                        .execute();
                Database.change(handle, "INSERT INTO zero (a, b) VALUES (?, ?)", "3\0", null);
                Database.changeEach(
                        handle,
                        "INSERT INTO zero (a, b) VALUES (?, ?)",
                        List.<Object[]>of(new Object[] {"\0004", "x"}));
            });
            assertThat(database.rows("SELECT a FROM zero ORDER BY a", row -> row.getString(1)))
                    .containsExactly("1", "2", "3", "4");
            assertThat(
                            database.rows(
                                    "SELECT b FROM zero WHERE a = ?",
                                    row -> row.getString(1),
                                    "4\0"))
                    .containsExactly("x");
        }
    }

    @Test
    void whatATransactionReadsHoldsUntilItsEnd() throws Exception {
        try (Store store = open();
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            Database database =
                    store.part("tally", List.of(List.of("CREATE TABLE tally (n BIGINT)")));
            database.change(transaction ->
                    Database.change(transaction, "INSERT INTO tally VALUES (?)", 0L));
            String find = "SELECT n FROM tally";
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(
                        writers.submit(() ->
                                database.change(transaction -> {
                                    long n =
                                            Database.rows(transaction, find, row -> row.getLong(1))
                                                    .getFirst();
                                    Database.change(transaction, "UPDATE tally SET n = ?", n + 1);
                                })));
            }
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(database.rows(find, row -> row.getLong(1))).containsExactly(200L);
        }
    }

    @Test
    void whoeverWritesWhileTheStoreClosesHasAnAnswer() throws Exception {
        for (int round = 0; round < 20; round++) {
            Store store = open();
            Queue<CompletableFuture<Integer>> answers = new ConcurrentLinkedQueue<>();
            try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    writers.execute(() -> {
                        CompletableFuture<Integer> last = store.commits().write(_ -> 1);
                        while (!last.isCompletedExceptionally()) {
                            answers.add(last);
                            last = store.commits().write(_ -> 1);
                        }
                    });
                }
                answers.add(store.commits().write(_ -> 1));
                answers.peek().get(20, TimeUnit.SECONDS);
                store.close();
            }
            for (CompletableFuture<Integer> each : answers) {
                assertThat(each).as("round " + round).isDone();
            }
        }
    }

    @Test
    void secretKeysAreMadeOnceAndStay() {
        byte[] first;
        try (Store store = open()) {
            first = store.secretKeys().get("occupant-id");
            assertThat(first).hasSize(32).isEqualTo(store.secretKeys().get("occupant-id"));
            assertThat(store.secretKeys().get("other")).isNotEqualTo(first);
        }
        try (Store store = open()) {
            assertThat(store.secretKeys().get("occupant-id")).isEqualTo(first);
        }
    }

    @Test
    void theDatabaseIsRefusedWithoutItsKeyFile() throws Exception {
        open().close();
        Files.delete(config.keyFile());

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the key file is not there")
                .hasMessageContaining(config.keyFile().toString());
        assertThat(config.keyFile()).doesNotExist();
    }

    @Test
    void theDatabaseIsRefusedWithAnothersKeyFile() throws Exception {
        open().close();
        Files.delete(config.keyFile());
        Sealer.load(config.keyFile());

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("sealed with another key")
                .hasMessageContaining(config.keyFile().toString());
    }

    @Test
    void afterARotationOnlyTheNewKeyIsNeeded() throws Exception {
        byte[] secret;
        try (Store store = open()) {
            secret = store.secretKeys().get("occupant-id");
        }
        KeyRotation.Result result = KeyRotation.rotate(config, _ -> TableList.none());

        assertThat(result.secrets()).isEqualTo(2);
        assertThat(result.finished()).isFalse();
        try (Store store = open()) {
            assertThat(store.secretKeys().get("occupant-id")).isEqualTo(secret);
        }
        Files.move(result.oldKeys().getFirst(), config.keyFile(), REPLACE_EXISTING);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class);
    }

    @Test
    void afterARotationWhoCouldReadTheKeyStillCan() throws Exception {
        open().close();
        Set<PosixFilePermission> readers = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(config.keyFile(), readers);

        KeyRotation.Result result = KeyRotation.rotate(config, _ -> TableList.none());

        assertThat(Files.getPosixFilePermissions(config.keyFile())).isEqualTo(readers);
        assertThat(Files.getPosixFilePermissions(result.oldKeys().getFirst())).isEqualTo(readers);
    }

    @Test
    void aNewerDatabaseIsRefused() {
        open().close();
        openWith(more("CREATE TABLE later (x TEXT)")).close();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of a newer Isthmus");
        openWith(more("CREATE TABLE later (x TEXT)")).close();
    }

    @Test
    void partsHaveTablesAndStepsOfTheirOwn() {
        List<List<String>> first = List.of(List.of("CREATE TABLE tide (x TEXT)"));
        List<List<String>> second =
                List.of(first.getFirst(), List.of("ALTER TABLE tide ADD COLUMN y TEXT"));
        try (Store store = open()) {
            store.part("tide", first)
                    .change(handle -> handle.execute("INSERT INTO tide VALUES ('a')"));
        }

        try (Store store = open()) {
            Database database = store.part("tide", second);
            database.change(handle -> handle.execute("UPDATE tide SET y = x"));
            assertThat(
                            database.<String>read(handle ->
                                    handle.createQuery("SELECT y FROM tide")
                                            .mapTo(String.class)
                                            .one()))
                    .isEqualTo("a");
            assertThatThrownBy(() -> store.part("tide", first))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("schema of tide 2, this program knows 1");
        }
    }

    @Test
    void aStepThatFailsLeavesNothingBehind() {
        try (Store store = open()) {
            store.properties().set("kept", "yes");
        }

        assertThatThrownBy(() -> openWith(more("CREATE TABLE half (x TEXT)", "CREATE NONSENSE")))
                .isInstanceOf(StoreException.class);
        try (Store store = openWith(more("CREATE TABLE half (x TEXT)"))) {
            assertThat(store.properties().get("kept")).isEqualTo("yes");
        }
    }

    @Test
    void manyThreadsWriteAndReadAtOnce() throws Exception {
        try (Store store = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String name = "n" + i;
                writes.add(
                        threads.submit(() -> {
                            store.properties().set(name, name);
                            assertThat(store.properties().get(name)).isEqualTo(name);
                        }));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }
    }

    @Test
    void aClosedStoreAnswersNoPing() {
        Store store = open();
        store.ping();
        store.close();

        assertThatThrownBy(store::ping).isInstanceOf(StoreException.class);
    }

    StoreConfig config() {
        return config;
    }

    Store open() {
        return Store.open(config);
    }

    Store openWith(List<List<String>> steps) {
        return Store.open(config, steps);
    }

    /** The schema and one step more. */
    static List<List<String>> more(String... statements) {
        List<List<String>> steps = new ArrayList<>(Schema.STEPS);
        steps.add(List.of(statements));
        return steps;
    }
}
