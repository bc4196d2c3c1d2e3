package im.isthmus.core.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is stored about one user, over all tables: to show, or to forget. */
public final class PersonalRecords {
    private final Database database;
    private final List<UserRecords> tables;

    /**
     * @param tables all that know something about users, in the order of an export
     */
    public PersonalRecords(Store store, List<UserRecords> tables) {
        this.database = store.database();
        this.tables = List.copyOf(tables);
    }

    /**
     * What is known about a user, without secrets, by title of the table.
     *
     * @param user a bare JID
     * @throws StoreException if the database fails
     */
    public Map<String, Object> export(Jid user) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("user", user.toString());
        database.read(reading -> {
            for (UserRecords table : tables) {
                List<Map<String, Object>> rows = table.export(reading, user);
                if (!rows.isEmpty()) {
                    all.put(table.title(), rows);
                }
            }
            return all;
        });
        return all;
    }

    /**
     * Forgets a user: everywhere, or, if the database fails, nowhere. Who still has a session was
     * logged out before, or the session would write again.
     *
     * @param user a bare JID
     * @throws StoreException if the database fails
     */
    public void erase(Jid user) {
        database.change(transaction -> tables.forEach(table -> table.erase(transaction, user)));
    }
}
