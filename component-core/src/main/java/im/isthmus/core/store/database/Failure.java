package im.isthmus.core.store.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteException;

/** Says what an admin can do about what a database driver reports. */
public final class Failure {
    private static final String IN_USE = "55P03";

    /** It cannot be reached, takes no more connections, or starts or stops. */
    private static final Set<String> PASSING =
            Set.of("08001", "08004", "08006", "53300", "57P01", "57P03");

    private Failure() {}

    static String explain(Throwable thrown) {
        if (innermost(thrown, NativeLibraryNotFoundException.class) != null) {
            return SqliteLibrary.problem();
        }
        @Nullable SQLException cause = innermost(thrown, SQLException.class);
        return switch (cause) {
            case null -> String.valueOf(thrown.getMessage());
            case SQLiteException sqlite -> sqlite(sqlite);
            default -> postgres(cause);
        };
    }

    /** Whether another gateway has the database. */
    public static boolean isInUse(Throwable thrown) {
        return state(thrown).equals(IN_USE);
    }

    /** Whether it may pass by itself: another gateway has the database, or it does not answer. */
    public static boolean mayPass(Throwable thrown) {
        return isInUse(thrown) || PASSING.contains(state(thrown));
    }

    /** What it is in SQL; empty if it is something else. */
    private static String state(Throwable thrown) {
        @Nullable SQLException cause = innermost(thrown, SQLException.class);
        @Nullable String state = cause == null ? null : cause.getSQLState();
        return state == null ? "" : state;
    }

    /** It knows best; pools and Jdbi wrap it. */
    private static <T extends Throwable> @Nullable T innermost(Throwable thrown, Class<T> kind) {
        @Nullable T found = null;
        int depth = 0;
        for (@Nullable Throwable t = thrown; t != null && depth++ < 20; t = t.getCause()) {
            if (kind.isInstance(t)) {
                found = kind.cast(t);
            }
        }
        return found;
    }

    private static String sqlite(SQLiteException e) {
        return switch (e.getResultCode()) {
            case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_RECOVERY, SQLITE_LOCKED ->
                    "the database is locked by another program; end it and try again";
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_READONLY_DBMOVED ->
                    "the database may not be written by user " + System.getProperty("user.name");
            case SQLITE_CANTOPEN ->
                    "the database file cannot be opened or made by user "
                            + System.getProperty("user.name");
            case SQLITE_NOTADB -> "the file is no SQLite database";
            case SQLITE_CORRUPT -> "the database is damaged; restore it from a backup";
            case SQLITE_FULL -> "the disk is full";
            default -> "SQLite says: " + e.getMessage();
        };
    }

    private static String postgres(SQLException e) {
        return switch (state(e)) {
            case "28P01", "28000" -> "PostgreSQL refuses user or password: " + e.getMessage();
            case "3D000" -> "PostgreSQL has no such database: " + e.getMessage();
            case "42501" -> "PostgreSQL does not let this user do that: " + e.getMessage();
            case "08001", "08004", "08006" -> "PostgreSQL cannot be reached: " + e.getMessage();
            case IN_USE ->
                    "the database is in use by another gateway; stop it, or wait half a minute if"
                            + " its machine is gone";
            case "57P03" -> "PostgreSQL is just starting or stopping: " + e.getMessage();
            default -> "the database says: " + e.getMessage();
        };
    }
}
