package im.isthmus.core.store.database;

import org.jdbi.v3.core.Handle;

/** In what SQLite and PostgreSQL differ; everything else is said to both in the same SQL. */
public sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
    /** The connections, open. */
    Database database();

    /** Keeps other processes out of the schema until the transaction ends. */
    void lockSchema(Handle transaction);

    /**
     * Keeps a copy of the database before its schema is changed.
     *
     * @param mayLose whether the steps do more than add tables, columns and indexes
     * @throws StoreException if there can be no copy; then nothing may be changed
     */
    void backUp(String part, int version, boolean mayLose);

    /**
     * Makes sure that no other process uses the database now.
     *
     * @throws StoreException if one does
     */
    void refuseOthers();

    @Override
    void close();
}
