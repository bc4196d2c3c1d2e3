package im.isthmus.testing.store;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.testing.real.RealPostgres;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of database there is; a test of a table runs on each of them.
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource(Databases.class)
 * class AccountTableTest {
 *     @TempDir Path folder;
 *     private final Databases databases;
 *
 *     AccountTableTest(Databases databases) {
 *         this.databases = databases;
 *     }
 *
 *     @Test
 *     void anAccountOutlivesTheProcess() {
 *         StoreConfig config = databases.empty(folder);
 *         try (Store store = Store.open(config)) { ... }
 *         try (Store store = Store.open(config)) { ... }
 *     }
 * }
 * }</pre>
 */
public enum Databases {
    SQLITE {
        @Override
        StoreConfig.Database database(Path folder) {
            return new StoreConfig.Database.Sqlite(folder.resolve("test.sqlite"));
        }
    },
    POSTGRES {
        @Override
        StoreConfig.Database database(Path folder) {
            return new StoreConfig.Database.Postgres(newPostgres(), null, null, false);
        }
    };

    /** One server for all tests of a process; making one takes seconds. */
    private static @Nullable RealPostgres server;

    /** An empty database with a key of its own in the folder; opened as often as one likes. */
    public StoreConfig empty(Path folder) {
        return new StoreConfig(database(folder), folder.resolve("test.key"));
    }

    abstract StoreConfig.Database database(Path folder);

    private static synchronized String newPostgres() {
        RealPostgres running = server;
        if (running == null) {
            running = RealPostgres.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
            server = running;
        }
        return running.newDatabase();
    }
}
