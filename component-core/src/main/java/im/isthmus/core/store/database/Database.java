package im.isthmus.core.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one database: a writer and readers. Writes come one after another, so that
 * what one of them read still holds when it writes, and none fails on another's lock.
 */
public final class Database implements AutoCloseable {
    /** How long a caller waits for a free connection. */
    private static final Duration WAIT = Duration.ofSeconds(15);

    /** Makes something of the row at hand. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final Jdbi writing;
    private final Jdbi reading;

    private Database(HikariDataSource writer, HikariDataSource readers) {
        this.writer = writer;
        this.readers = readers;
        this.writing = Jdbi.create(writer).registerArgument(new StoredText());
        this.reading = Jdbi.create(readers).registerArgument(new StoredText());
    }

    /**
     * Some connections that can only read, and one that writes.
     *
     * @param readOnly what makes one a reader
     * @param alone what makes sure that there is no other that writes; empty for nothing
     */
    static Database of(DataSource source, int readers, String readOnly, String alone) {
        HikariConfig one = pool(source, "write", 1);
        one.setConnectionInitSql(alone.isEmpty() ? null : alone);
        one.setMaxLifetime(0); // who lets go of it might not get it back
        HikariDataSource write = new HikariDataSource(one);
        try {
            HikariConfig read = pool(source, "read", readers);
            read.setConnectionInitSql(readOnly);
            return new Database(write, new HikariDataSource(read));
        } catch (RuntimeException e) {
            write.close();
            throw e;
        }
    }

    private static HikariConfig pool(DataSource source, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setRegisterMbeans(false);
        return config;
    }

    /**
     * Reads; sees everything whose {@link #write} has returned.
     *
     * @throws StoreException if the database cannot
     */
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return reading.withHandle(work);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /**
     * The rows that one statement finds, as {@link #read} would. Jdbi takes several times the CPU,
     * so this and what follows is for what happens whenever somebody comes or says something.
     *
     * @param sql with a question mark for each of the values
     * @throws StoreException if the database cannot
     */
    public <T> List<T> rows(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (Connection connection = readers.getConnection()) {
            return rows(connection, sql, reader, values);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** As {@link #rows(String, RowReader, Object...)}, within a transaction. */
    public static <T> List<T> rows(
            Handle transaction, String sql, RowReader<T> reader, @Nullable Object... values) {
        try {
            return rows(transaction.getConnection(), sql, reader, values);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static <T> List<T> rows(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        }
    }

    /** Runs one statement within a transaction; returns how many rows it changed. */
    public static int change(Handle transaction, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = transaction.getConnection().prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs one statement within a transaction for each list of values, all in one go. */
    public static void changeEach(Handle transaction, String sql, List<Object[]> all) {
        try (PreparedStatement statement = transaction.getConnection().prepareStatement(sql)) {
            for (Object[] values : all) {
                bind(statement, values);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof String text ? StoredText.of(text) : value);
        }
    }

    /**
     * Does all of the work or nothing of it; it is on the disk when this returns.
     *
     * @throws StoreException if the database cannot; then nothing was changed
     */
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        try {
            return writing.inTransaction(work);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /** As {@link #write(HandleCallback)}. */
    public void change(HandleConsumer<RuntimeException> work) {
        write(handle -> {
            work.useHandle(handle);
            return handle;
        });
    }

    /** Runs one statement outside of transactions, for the few that must be. */
    void execute(String sql) {
        try {
            writing.useHandle((Handle handle) -> handle.execute(sql));
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(Exception e) {
        return new StoreException(Failure.explain(e), e);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
