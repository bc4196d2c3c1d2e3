package im.isthmus.irc.network.history;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.store.HeardTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Up to when a user heard what was said to them alone, on each network. Has one owner. */
public final class HeardBook {
    private static final Logger LOG = LoggerFactory.getLogger(HeardBook.class);

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
            var _ =
                    table.put(user, new HeardTable.Row(network, heard.until(), heard.names()))
                            .whenComplete((_, problem) -> {
                                if (problem != null) {
                                    LOG.warn(
                                            "irc.heard=unwritten user={} reason=\"{}\"",
                                            user,
                                            problem.getMessage());
                                }
                            });
        }
    }
}
