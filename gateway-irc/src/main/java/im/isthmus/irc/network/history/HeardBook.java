package im.isthmus.irc.network.history;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.database.Unawaited;
import im.isthmus.irc.store.HeardTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Up to when a user heard what was said to them alone, on each network. Has one owner. */
public final class HeardBook {
    private final Map<String, Heard> networks = new HashMap<>();
    private final Jid user;
    private final @Nullable HeardTable table;

    /**
     * What is known of a user.
     *
     * @param table null if nothing outlives the session
     */
    public HeardBook(Jid user, @Nullable HeardTable table) {
        this.user = user;
        this.table = table;
        if (table != null) {
            for (HeardTable.Row row : table.load(user)) {
                Heard heard = of(row.network());
                row.names().forEach(heard::add);
                heard.advance(row.until());
            }
        }
    }

    /** What is known of a network. */
    Heard of(String network) {
        return networks.computeIfAbsent(network, _ -> new Heard());
    }

    /** Something changed; the owner does not wait for the database. */
    void keep(String network) {
        Heard heard = of(network);
        if (table != null && heard.until() != null) {
            HeardTable.Row row = new HeardTable.Row(network, heard.until(), heard.names());
            Unawaited.watch(table.put(user, row), "irc.heard", user);
        }
    }
}
