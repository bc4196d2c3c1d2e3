package im.isthmus.core.store;

import org.jdbi.v3.core.Handle;

/** What a gateway stores in the transaction in which the core stores what it belongs to. */
public interface StoredWith {
    /** There is nothing. */
    StoredWith NOTHING = _ -> {};

    /** Stores it; if this throws nothing at all is stored. */
    void store(Handle transaction);
}
