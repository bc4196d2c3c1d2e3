package im.isthmus.core.store.seal;

import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.StoreException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Random keys of 32 bytes that are made when they are first asked for and never change then. */
public final class SecretKeys implements SealedRecords {
    private static final int BYTES = 32;

    /** Asked for at every start: it opens only with the key file that belongs to this database. */
    private static final String PROBE = "probe";

    private final Database database;
    private final SealedColumn column;
    private final SecureRandom random = new SecureRandom();

    public SecretKeys(Database database, Sealer sealer) {
        this.database = database;
        this.column = new SealedColumn(sealer, "secret_key", "sealed", "name");
    }

    /** Whether a database has such keys already, and so belongs to a key file. */
    public static boolean areIn(Database database) {
        return !database.rows("SELECT 1 FROM secret_key LIMIT 1", row -> true).isEmpty();
    }

    /**
     * The key of this name, the same for all that share the database.
     *
     * @return a new array of 32 bytes
     * @throws StoreException if the database fails, or the key file has changed
     */
    public byte[] get(String name) {
        String sealed = stored(name).orElseGet(() -> make(name));
        return Base64.getDecoder().decode(column.open(sealed, name));
    }

    /**
     * Makes sure that the sealer can read what is in the database.
     *
     * @throws StoreException if it cannot
     */
    public void verify() {
        get(PROBE);
    }

    @Override
    public int reseal(Handle transaction) {
        return column.reseal(transaction);
    }

    private Optional<String> stored(String name) {
        return database.read(handle ->
                handle.createQuery("SELECT sealed FROM secret_key WHERE name = :name")
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    private String make(String name) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        String sealed = column.seal(Base64.getEncoder().encodeToString(key), name);
        database.change(handle ->
                handle.execute(
                        "INSERT INTO secret_key (name, sealed) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO NOTHING",
                        name,
                        sealed));
        // Somebody else's key won if there was one.
        return stored(name).orElseThrow();
    }
}
