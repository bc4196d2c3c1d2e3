package im.isthmus.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.testing.Await;
import im.isthmus.testing.real.RealPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lives here and not beside the contract, since the core cannot stand on its own test servers. */
class PostgresStoreTest extends StoreContract {
    private static RealPostgres server;

    @BeforeAll
    static void startServer() {
        server = RealPostgres.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aCopyIsKeptBeforeAStepThatMayLoseSomething() {
        try (Store store = open()) {
            store.properties().set("a", "before");
        }
        openWith(more("CREATE TABLE more (x TEXT)")).close();
        try (Store store = openWith(more("CREATE TABLE more (x TEXT)"))) {
            assertThat(copies(store)).as("nothing was lost").isEmpty();
        }
        List<List<String>> losing = new ArrayList<>(more("CREATE TABLE more (x TEXT)"));
        losing.add(List.of("UPDATE property SET value = 'after'"));

        try (Store store = openWith(losing)) {
            assertThat(store.properties().get("a")).isEqualTo("after");
            assertThat(copies(store)).containsExactly("public_core2_bak");
            assertThat(
                            store.database()
                                    .<String>read(handle ->
                                            handle.createQuery(
                                                            "SELECT value FROM"
                                                                    + " public_core2_bak.property"
                                                                    + " WHERE name = 'a'")
                                                    .mapTo(String.class)
                                                    .one()))
                    .isEqualTo("before");
        }
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsGone() {
        try (Store store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another gateway");
            store.properties().set("a", "still writes");
        }
        try (Store store = open()) {
            assertThat(store.properties().get("a")).isEqualTo("still writes");
        }
    }

    @Test
    void whoLosesTheConnectionHasTheDatabaseAgain() {
        try (Store store = open()) {
            store.database()
                    .read(handle ->
                            handle.createQuery(
                                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                                    + " WHERE datname = current_database()"
                                                    + " AND pid <> pg_backend_pid()")
                                    .mapTo(Boolean.class)
                                    .list());
            Await.until("it writes again", () -> writes(store));
            assertThatThrownBy(this::open).hasMessageContaining("in use by another gateway");
        }
    }

    private static boolean writes(Store store) {
        try {
            store.properties().set("a", "b");
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static List<String> copies(Store store) {
        return store.database()
                .read(handle ->
                        handle.createQuery(
                                        "SELECT nspname FROM pg_namespace"
                                                + " WHERE nspname LIKE '%\\_bak'")
                                .mapTo(String.class)
                                .list());
    }

    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Postgres(server.newDatabase(), null, null, false);
    }
}
