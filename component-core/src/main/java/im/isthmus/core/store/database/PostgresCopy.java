package im.isthmus.core.store.database;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of all tables in a schema of their own, kept before steps that may lose something. */
public final class PostgresCopy {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCopy.class);

    private PostgresCopy() {}

    /**
     * Copies the tables of the current schema; one copy a version, so that a step that fails at
     * every restart does not fill the disk.
     */
    static void make(Database database, String part, int version) {
        try {
            String copy = database.write(handle -> copy(handle, part, version));
            LOG.info("store.backup schema={} part={} version={}", copy, part, version);
        } catch (StoreException e) {
            throw new StoreException(
                    "before it is upgraded the database has to be copied, which failed ("
                            + e.getMessage()
                            + "): let its user create schemas (GRANT CREATE ON DATABASE), or"
                            + " upgrade with a user who may",
                    e);
        }
    }

    private static String copy(Handle handle, String part, int version) {
        String schema = handle.createQuery("SELECT current_schema()").mapTo(String.class).one();
        String copy = schema + "_" + part + version + "_bak";
        handle.execute("DROP SCHEMA IF EXISTS " + quoted(copy) + " CASCADE");
        handle.execute("CREATE SCHEMA " + quoted(copy));
        List<String> tables =
                handle.createQuery("SELECT tablename FROM pg_tables WHERE schemaname = :schema")
                        .bind("schema", schema)
                        .mapTo(String.class)
                        .list();
        for (String table : tables) {
            handle.execute(
                    "CREATE TABLE "
                            + quoted(copy)
                            + "."
                            + quoted(table)
                            + " AS TABLE "
                            + quoted(schema)
                            + "."
                            + quoted(table));
        }
        return copy;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
