package im.isthmus.core.store;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.seal.KeyFile;
import im.isthmus.core.store.seal.SealedRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the key that seals the secrets of a database, which no gateway may use meanwhile. A new
 * key is put into the file before the old ones; everything is sealed again in one transaction; then
 * the old keys leave the file. Wherever that is cut off the database opens with the file as it is,
 * and the next rotation finishes it.
 */
public final class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private KeyRotation() {}

    /**
     * What was done.
     *
     * @param secrets how many were sealed again
     * @param oldKeys files with the keys that only copies of the database need now
     * @param finished whether this was the rest of an earlier rotation
     */
    public record Result(int secrets, List<Path> oldKeys, boolean finished) {}

    /**
     * Rotates, or finishes an earlier rotation.
     *
     * @param tables all of the database
     * @throws StoreException with a sentence for the admin
     */
    public static Result rotate(StoreConfig config, Function<Store, TableList> tables) {
        boolean finished = begin(config);
        try (Store store = Store.open(config)) {
            List<SealedRecords> sealed = tables.apply(store).sealed();
            int secrets =
                    store.database()
                            .write(transaction -> {
                                int count = store.secretKeys().reseal(transaction);
                                for (SealedRecords table : sealed) {
                                    count += table.reseal(transaction);
                                }
                                return count;
                            });
            List<Path> old = KeyFile.loadOrMake(config.keyFile()).moveOldKeysOut();
            LOG.info("store.key rotated={} secrets={}", config.keyFile(), secrets);
            return new Result(secrets, old, finished);
        }
    }

    /** Whether there was a key already to change to; with the database locked against others. */
    private static boolean begin(StoreConfig config) {
        try (Store _ = Store.open(config)) {
            KeyFile keys = KeyFile.loadOrMake(config.keyFile());
            if (keys.hasOldKeys()) {
                return true;
            }
            keys.addKey();
            return false;
        }
    }
}
