package im.isthmus.core.store;

import im.isthmus.core.address.Jid;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A table, or a few that belong together, that knows something about users: it can show it to them
 * and forget it. Every such table is in the list of {@code store.table.Tables}, or in its
 * gateway's.
 */
public interface UserRecords {
    /** What it is called in an export, such as {@code messages}. */
    String title();

    /**
     * What it knows about a user, without secrets; a row each.
     *
     * @param user a bare JID
     * @return values are String, Number, Boolean, null, and lists and maps of them
     */
    List<Map<String, Object>> export(Handle reading, Jid user);

    /** Forgets all of it, in a transaction with the other tables. */
    void erase(Handle transaction, Jid user);
}
