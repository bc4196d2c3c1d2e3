package im.isthmus.core.store;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.Engine;
import im.isthmus.core.store.database.GroupCommit;
import im.isthmus.core.store.database.PostgresEngine;
import im.isthmus.core.store.database.Properties;
import im.isthmus.core.store.database.Schema;
import im.isthmus.core.store.database.SqliteEngine;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.seal.KeyFile;
import im.isthmus.core.store.seal.Sealer;
import im.isthmus.core.store.seal.SecretKeys;
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
    private final GroupCommit commits;

    private Store(Engine engine, Sealer sealer) {
        this.engine = engine;
        this.sealer = sealer;
        this.properties = new Properties(engine.database());
        this.secretKeys = new SecretKeys(engine.database(), sealer);
        this.commits = new GroupCommit(engine.database());
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
            Schema.migrate(engine, Schema.CORE, steps);
            if (SecretKeys.areIn(engine.database())) {
                KeyFile.require(config.keyFile()); // a new one would open nothing
            }
            Store store = new Store(engine, Sealer.load(config.keyFile()));
            store.secretKeys.verify();
            return store;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /**
     * The database, with the tables of a part of the program brought up to its last step. Each part
     * has tables of its own, named after it, and may use no other's.
     *
     * @param part a word for it, such as {@code archive}
     * @param steps statements that SQLite and PostgreSQL both understand: TEXT, BIGINT, and TEXT in
     *     base64 for bytes. A step that was released is never changed; the next change is a new
     *     step at the end
     * @throws StoreException if the database is newer than this program, or a step fails
     */
    public Database part(String part, List<List<String>> steps) {
        Schema.migrate(engine, part, steps);
        return engine.database();
    }

    /** For small writes of many users, which are committed together. */
    public GroupCommit commits() {
        return commits;
    }

    Database database() {
        return engine.database();
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

    /** Whether another process took the database over, so that this one can write no more. */
    public boolean isTaken() {
        return engine.isTaken();
    }

    @Override
    public void close() {
        commits.close();
        engine.close();
    }
}
