package im.isthmus.core.store.stay;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.store.database.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stays of all users. Callable from any thread; only reading waits for the database. */
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
            watch(table.keep(user, stay), user);
        }
    }

    /** The user is not in a room any more. */
    public void forget(Jid user, LegacyRoom room) {
        if (table != null) {
            watch(table.forget(user, room), user);
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

    /** At worst somebody has to enter again by hand after the next start. */
    private static void watch(CompletableFuture<Integer> written, Jid user) {
        var _ =
                written.whenComplete((_, problem) -> {
                    if (problem != null) {
                        LOG.warn("stay=unkept user={} reason=\"{}\"", user, problem.toString());
                    }
                });
    }
}
