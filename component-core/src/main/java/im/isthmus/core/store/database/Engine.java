package im.isthmus.core.store.database;

/**
 * In what SQLite and PostgreSQL differ; everything else is said to both in the same SQL. While it
 * is open no other process can write to the database.
 */
public sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
    /** The connections, open. */
    Database database();

    /**
     * Keeps a copy of the database before its schema is changed.
     *
     * @param mayLose whether the steps do more than add tables, columns and indexes
     * @throws StoreException if there can be no copy; then nothing may be changed
     */
    void backUp(String part, int version, boolean mayLose);

    /**
     * Whether another process took the database over, so that this one can write no more. Waits for
     * a write that goes on.
     */
    boolean isTaken();

    @Override
    void close();
}
