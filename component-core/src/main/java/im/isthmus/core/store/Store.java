package im.isthmus.core.store;

import im.isthmus.core.config.StoreConfig;
import java.util.List;

/**
 * What a gateway must not forget, in SQLite or PostgreSQL. Callable from any thread. What a method
 * changed is on the disk when it returns.
 */
public final class Store implements AutoCloseable {
    private final Engine engine;
    private final Sealer sealer;
    private final Properties properties;
    private final SecretKeys secretKeys;

    private Store(Engine engine, Sealer sealer) {
        this.engine = engine;
        this.sealer = sealer;
        this.properties = new Properties(engine.database());
        this.secretKeys = new SecretKeys(engine.database(), sealer);
    }

    /**
     * Opens the database, makes or updates its tables, and loads or makes the key that seals its
     * secrets.
     *
     * @throws StoreException with a sentence for the admin
     */
    public static Store open(StoreConfig config) {
        return open(config, Schema.STEPS);
    }

    static Store open(StoreConfig config, List<List<String>> steps) {
        Engine engine =
                switch (config.database()) {
                    case StoreConfig.Database.Sqlite sqlite -> SqliteEngine.open(sqlite.file());
                    case StoreConfig.Database.Postgres postgres -> PostgresEngine.open(postgres);
                };
        try {
            Schema.migrate(engine, steps);
            Store store = new Store(engine, Sealer.load(config.keyFile()));
            store.secretKeys.verify();
            return store;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Named texts. */
    public Properties properties() {
        return properties;
    }

    /** Random keys, made once. */
    public SecretKeys secretKeys() {
        return secretKeys;
    }

    /** Seals secrets before they are stored. */
    public Sealer sealer() {
        return sealer;
    }

    /**
     * Asks the database for an answer.
     *
     * @throws StoreException if there is none
     */
    public void ping() {
        engine.database().read(handle -> handle.createQuery("SELECT 1").mapTo(int.class).one());
    }

    @Override
    public void close() {
        engine.close();
    }
}
