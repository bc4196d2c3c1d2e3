package im.isthmus.core.store.database;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.section.StoreConfig;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server, where one gateway has a database or a schema for itself. */
public final class PostgresEngine implements Engine {
    private static final int READERS = 7;

    private static final String READ_ONLY = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";

    /** Any number will do that nobody else locks: "isth" in ASCII. */
    private static final long SCHEMA_LOCK = 0x69737468L;

    /** One for each process, so that it can tell its own connections from others'. */
    private static final String NAME = "isthmus-" + UUID.randomUUID();

    private final Database database;

    private PostgresEngine(Database database) {
        this.database = database;
    }

    public static PostgresEngine open(StoreConfig.Database.Postgres postgres) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setApplicationName(NAME);
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
            return new PostgresEngine(Database.of(source, READERS, READ_ONLY));
        } catch (RuntimeException e) {
            throw new StoreException(postgres.url() + ": " + Failure.explain(e), e);
        }
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public void lockSchema(Handle transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock(?)", SCHEMA_LOCK);
    }

    @Override
    public void backUp(String part, int version, boolean mayLose) {
        // Backups of the server are its admin's; but nothing is lost without a copy by hand.
        if (mayLose) {
            PostgresCopy.make(database, part, version);
        }
    }

    @Override
    public void refuseOthers() {
        int others =
                database.read(handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM pg_stat_activity"
                                                + " WHERE datname = current_database()"
                                                + " AND application_name LIKE 'isthmus%'"
                                                + " AND application_name <> :mine")
                                .bind("mine", NAME)
                                .mapTo(Integer.class)
                                .one());
        if (others > 0) {
            throw new StoreException(
                    "the database is in use by another gateway; stop all gateways that use it");
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
