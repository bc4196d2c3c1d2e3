package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Users whom an admin has disabled. */
public final class DisabledTable implements UserRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE access_disabled (
                              user_jid TEXT PRIMARY KEY,
                              since BIGINT NOT NULL)\
                            """));

    private final Database database;

    public DisabledTable(Store store) {
        this.database = store.part("access", STEPS);
    }

    /** All of them, by bare JID. */
    public List<Jid> load() {
        return database.read(handle ->
                handle.createQuery("SELECT user_jid FROM access_disabled ORDER BY user_jid")
                        .map((row, _) -> Jid.checked(row.getString("user_jid")))
                        .list());
    }

    /** Disables somebody, by bare JID. */
    public void add(Jid user, Instant since) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO access_disabled (user_jid, since) VALUES (?, ?)"
                                + " ON CONFLICT (user_jid) DO NOTHING",
                        user.toString(),
                        since.toEpochMilli()));
    }

    /** Enables somebody again. */
    public void remove(Jid user) {
        database.change(handle ->
                handle.execute("DELETE FROM access_disabled WHERE user_jid = ?", user.toString()));
    }

    @Override
    public String title() {
        return "disabled by an admin";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery("SELECT since FROM access_disabled WHERE user_jid = :user")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "since", Instant.ofEpochMilli(row.getLong("since")).toString()))
                .list();
    }

    /** Nothing: nobody comes back by being forgotten. */
    @Override
    public void erase(Handle transaction, Jid user) {}
}
