package im.isthmus.core.store.seal;

import org.jdbi.v3.core.Handle;

/** A table with sealed secrets, which are sealed again when the key is replaced. */
public interface SealedRecords {
    /**
     * Seals everything again that is not sealed with the current key ({@link Sealer#isOutdated}),
     * in a transaction with the other tables.
     *
     * @return how many secrets that were
     */
    int reseal(Handle transaction);
}
