package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What users set to their liking; who never set anything is not in it. */
public final class PreferenceTable implements UserRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE preference_value (
                              user_jid TEXT NOT NULL,
                              name TEXT NOT NULL,
                              value TEXT NOT NULL,
                              PRIMARY KEY (user_jid, name))\
                            """));

    private final Database database;

    public PreferenceTable(Store store) {
        this.database = store.part("preference", STEPS);
    }

    /** What one user set one preference to. */
    public record Row(Jid user, String name, String value) {}

    /** Everything. */
    public List<Row> load() {
        return database.read(handle ->
                handle.createQuery("SELECT user_jid, name, value FROM preference_value")
                        .map((row, _) ->
                                new Row(
                                        Jid.checked(row.getString("user_jid")),
                                        row.getString("name"),
                                        row.getString("value")))
                        .list());
    }

    /** Sets some of a user's, by name. */
    public void set(Jid user, Map<String, String> values) {
        database.change(handle ->
                values.forEach((name, value) ->
                        handle.execute(
                                "INSERT INTO preference_value (user_jid, name, value) VALUES (?, ?, ?)"
                                        + " ON CONFLICT (user_jid, name) DO UPDATE SET value = excluded.value",
                                user.toString(),
                                name,
                                value)));
    }

    @Override
    public String title() {
        return "settings";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT name, value FROM preference_value WHERE user_jid = :user"
                                + " ORDER BY name")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "name", row.getString("name"), "value", row.getString("value")))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM preference_value WHERE user_jid = ?", user.toString());
    }
}
