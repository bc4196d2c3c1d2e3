package im.isthmus.core.store.stay;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.database.Unawaited;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stays of all users. Callable from any thread; only reading waits for the database, so what a
 * crash takes is that somebody has to enter again by hand.
 */
public final class Stays {
    private static final Logger LOG = LoggerFactory.getLogger(Stays.class);

    private final @Nullable StayTable table;

    public Stays(StayTable table) {
        this.table = table;
    }

    private Stays() {
        this.table = null;
    }

    /** Nothing is kept. */
    public static Stays unkept() {
        return new Stays();
    }

    /** The user is in a room, or is so in another way than before. Stored soon, in order. */
    public void keep(Jid user, Stay stay) {
        if (table != null) {
            Unawaited.watch(table.keep(user, stay), "stay", user);
        }
    }

    /** The user is not in a room any more. */
    public void forget(Jid user, LegacyRoom room) {
        if (table != null) {
            Unawaited.watch(table.forget(user, room), "stay", user);
        }
    }

    /** Everybody was told to be out, and all earlier changes are stored; waits for that. */
    public void told() {
        if (table == null) {
            return;
        }
        try {
            table.told();
        } catch (CompletionException e) {
            LOG.warn("stays=untold reason=\"{}\"", String.valueOf(e.getCause()));
        }
    }

    /** All stays by user, those users first who have a resource somewhere. */
    public Map<Jid, List<Stay>> load() {
        try {
            return table == null ? Map.of() : table.load();
        } catch (StoreException e) {
            LOG.error("stays=unreadable", e);
            return Map.of();
        }
    }
}
