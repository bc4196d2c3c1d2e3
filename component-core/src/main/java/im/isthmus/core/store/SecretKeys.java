package im.isthmus.core.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Random keys of 32 bytes that are made when they are first asked for and never change then. */
public final class SecretKeys implements SealedRecords {
    private static final int BYTES = 32;

    /** Asked for at every start: it opens only with the key file that belongs to this database. */
    private static final String PROBE = "probe";

    private final Database database;
    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();

    SecretKeys(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /**
     * The key of this name, the same for all that share the database.
     *
     * @return a new array of 32 bytes
     * @throws StoreException if the database fails, or the key file has changed
     */
    public byte[] get(String name) {
        String sealed = stored(name).orElseGet(() -> make(name));
        return Base64.getDecoder().decode(sealer.open(context(name), sealed));
    }

    /**
     * Makes sure that the sealer can read what is in the database.
     *
     * @throws StoreException if it cannot
     */
    void verify() {
        get(PROBE);
    }

    @Override
    public int reseal(Handle transaction) {
        List<Sealed> outdated =
                transaction
                        .createQuery("SELECT name, sealed FROM secret_key")
                        .map((row, _) -> new Sealed(row.getString(1), row.getString(2)))
                        .filter(key -> sealer.isOutdated(key.sealed()))
                        .list();
        for (Sealed key : outdated) {
            String context = context(key.name());
            transaction.execute(
                    "UPDATE secret_key SET sealed = ? WHERE name = ?",
                    sealer.seal(context, sealer.open(context, key.sealed())),
                    key.name());
        }
        return outdated.size();
    }

    private record Sealed(String name, String sealed) {}

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
        String sealed = sealer.seal(context(name), Base64.getEncoder().encodeToString(key));
        database.change(handle ->
                handle.execute(
                        "INSERT INTO secret_key (name, sealed) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO NOTHING",
                        name,
                        sealed));
        // Somebody else's key won if there was one.
        return stored(name).orElseThrow();
    }

    private static String context(String name) {
        return "secret_key " + name;
    }
}
