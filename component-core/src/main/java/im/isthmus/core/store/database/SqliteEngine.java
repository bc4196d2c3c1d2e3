package im.isthmus.core.store.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file in WAL mode, for this process alone. Every commit reaches the disk before it is
 * acknowledged.
 */
public final class SqliteEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);

    private static final int READERS = 2;

    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final FileChannel lock;
    private final Database database;

    private SqliteEngine(Path file, FileChannel lock, Database database) {
        this.file = file;
        this.lock = lock;
        this.database = database;
    }

    public static SqliteEngine open(Path file) {
        @Nullable Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException(
                    "the folder of the database does not exist, or user "
                            + System.getProperty("user.name")
                            + " may not see it: "
                            + folder);
        }
        FileChannel lock = lock(file);
        try {
            makePrivate(file);
            return new SqliteEngine(
                    file, lock, Database.of(source(file), READERS, "PRAGMA query_only = ON", ""));
        } catch (RuntimeException e) {
            release(lock);
            throw new StoreException(file + ": " + Failure.explain(e), e);
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // A transaction that starts reading and then writes could find the lock taken half-way.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** A second gateway on the same file would answer the same users. */
    private static FileChannel lock(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock held = tryLock(channel);
            if (held != null) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw StoreException.ofFile(
                    "the database needs a folder of its user, for the service"
                            + " /var/lib/isthmus/NAME: its lock cannot be made or written",
                    file,
                    e);
        }
        throw new StoreException(database + ": the database is in use by another gateway");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** SQLite gives its other files the permissions of the first. */
    private static void makePrivate(Path file) {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            LOG.debug("store.exists file={}", file);
        } catch (IOException | UnsupportedOperationException e) {
            // SQLite tries itself and says more about it.
            LOG.debug("store.permissions file={} problem={}", file, e.toString());
        }
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public void backUp(String part, int version, boolean mayLose) {
        // One name a version: a step that fails at every restart must not fill the disk.
        Path copy = file.resolveSibling(file.getFileName() + "." + part + version + ".bak");
        Path fresh = copy.resolveSibling(copy.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            database.execute("VACUUM INTO '" + fresh.toString().replace("'", "''") + "'");
            Files.move(fresh, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("the database cannot be backed up to " + copy, e);
        }
        LOG.info("store.backup file={} part={} version={}", copy, part, version);
    }

    @Override
    public boolean isTaken() {
        return false; // the file stays locked as long as this process lives
    }

    @Override
    public void close() {
        database.close();
        release(lock);
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("store.unlock problem={}", e.toString());
        }
    }
}
