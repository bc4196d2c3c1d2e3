package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The contacts of every user, and how far the user's roster follows. */
public final class ContactTable implements UserRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE contact (user_jid TEXT NOT NULL, localpart TEXT NOT NULL,"
                                    + " standing TEXT NOT NULL, name TEXT, circles TEXT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, localpart))"));

    private static final String KEEP =
            "INSERT INTO contact (user_jid, localpart, standing, name, circles)"
                    + " VALUES (:user, :localpart, :standing, :name, :circles)"
                    + " ON CONFLICT (user_jid, localpart) DO UPDATE SET"
                    + " standing = excluded.standing, name = excluded.name,"
                    + " circles = excluded.circles";

    private static final String REMOVE =
            "DELETE FROM contact WHERE user_jid = :user AND localpart = :localpart";

    private final Database database;

    /** The table in a store, made if it is not there. */
    public ContactTable(Store store) {
        this.database = store.part("contact", STEPS);
    }

    /**
     * One contact of one user.
     *
     * @param standing a word of the core
     * @param name null if the network has none
     * @param groups without line breaks
     */
    public record Row(
            String localpart, String standing, @Nullable String name, List<String> groups) {
        public Row {
            groups = List.copyOf(groups);
        }
    }

    /** All contacts of a user. */
    public List<Row> load(String user) {
        return database.rows(
                "SELECT localpart, standing, name, circles FROM contact"
                        + " WHERE user_jid = ? ORDER BY localpart",
                row ->
                        new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4).lines().toList()),
                user);
    }

    /** Everybody's addresses of the gateway itself and its networks, and one contact each. */
    public List<Seen> seen() {
        return database.rows(
                "SELECT user_jid, localpart FROM contact WHERE standing = 'ours'"
                        + " UNION SELECT user_jid, MIN(localpart) FROM contact"
                        + " WHERE standing = 'listed' GROUP BY user_jid",
                row -> new Seen(row.getString(1), row.getString(2)));
    }

    /** A user sees the gateway itself or one of its networks. */
    public void sees(String user, String localpart) {
        change(user, List.of(new Row(localpart, "ours", null, List.of())), List.of());
    }

    /** An address that a user sees. */
    public record Seen(String user, String localpart) {}

    /** Keeps and forgets contacts of a user, all at once. */
    public void change(String user, List<Row> kept, List<String> removed) {
        database.change(handle -> {
            if (!kept.isEmpty()) {
                keep(handle, user, kept);
            }
            if (!removed.isEmpty()) {
                PreparedBatch batch = handle.prepareBatch(REMOVE);
                removed.forEach(each -> batch.bind("user", user).bind("localpart", each).add());
                batch.execute();
            }
        });
    }

    private static void keep(Handle handle, String user, List<Row> rows) {
        PreparedBatch batch = handle.prepareBatch(KEEP);
        for (Row row : rows) {
            batch.bind("user", user)
                    .bind("localpart", row.localpart())
                    .bind("standing", row.standing())
                    .bind("name", row.name())
                    .bind("circles", String.join("\n", row.groups()))
                    .add();
        }
        batch.execute();
    }

    /** Forgets all contacts of a user. */
    public void removeAll(String user) {
        database.change(handle -> handle.execute("DELETE FROM contact WHERE user_jid = ?", user));
    }

    @Override
    public String title() {
        return "contacts";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT localpart, standing, COALESCE(name, ''), circles FROM contact"
                                + " WHERE user_jid = :user ORDER BY localpart")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "contact", row.getString(1),
                                "standing", row.getString(2),
                                "name", row.getString(3),
                                "groups", row.getString(4).lines().toList()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM contact WHERE user_jid = ?", user.toString());
    }
}
