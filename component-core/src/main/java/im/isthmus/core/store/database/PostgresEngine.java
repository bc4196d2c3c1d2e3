package im.isthmus.core.store.database;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.section.StoreConfig;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server, where one gateway has a database or a schema for itself. */
public final class PostgresEngine implements Engine {
    private static final int READERS = 7;

    private static final String READ_ONLY = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";

    /**
     * Whoever writes has the schema for itself, as long as its connection lives. The server takes
     * half a minute to see that a machine is gone. The pool gives a new connection 5 s for this, so
     * whoever waits in line must be refused before, or the server seems to be gone. The number is
     * "isth" in ASCII; any will do that nobody else locks.
     */
    private static final String ALONE =
            """
            DO $$ BEGIN
              PERFORM set_config('tcp_keepalives_idle', '10', false);
              PERFORM set_config('tcp_keepalives_interval', '5', false);
              PERFORM set_config('tcp_keepalives_count', '3', false);
              PERFORM set_config('tcp_user_timeout', '30s', false);
              PERFORM set_config('lock_timeout', '3s', true);
              PERFORM pg_advisory_lock(1769174120, hashtext(current_schema()));
            END $$
            """;

    private final Database database;

    private PostgresEngine(Database database) {
        this.database = database;
    }

    public static PostgresEngine open(StoreConfig.Database.Postgres postgres) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setApplicationName("isthmus");
        source.setTcpKeepAlive(true);
        @Nullable String user = postgres.user();
        if (user != null) {
            source.setUser(user);
        }
        @Nullable Secret password = postgres.password();
        if (password != null) {
            source.setPassword(password.reveal());
        }
        try {
            return new PostgresEngine(Database.of(source, READERS, READ_ONLY, ALONE));
        } catch (RuntimeException e) {
            throw new StoreException(postgres.url() + ": " + Failure.explain(e), e);
        }
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public void backUp(String part, int version, boolean mayLose) {
        // Backups of the server are its admin's; but nothing is lost without a copy by hand.
        if (mayLose) {
            PostgresCopy.make(database, part, version);
        }
    }

    @Override
    public boolean isTaken() {
        try {
            database.change(handle -> handle.execute("SELECT 1"));
            return false;
        } catch (StoreException e) {
            return Failure.isInUse(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
