package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.StoredWith;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.seal.SealedColumn;
import im.isthmus.core.store.seal.SealedRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What users registered with, every value sealed. */
public final class AccountTable implements UserRecords, SealedRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE account_field (user_jid TEXT NOT NULL, name TEXT NOT NULL,"
                                    + " sealed TEXT NOT NULL, PRIMARY KEY (user_jid, name))"));

    private static final String INSERT =
            "INSERT INTO account_field (user_jid, name, sealed) VALUES (?, ?, ?)";

    private record Row(String user, String name, String sealed) {}

    private final Database database;
    private final SealedColumn column;

    /** The table in a store, made if it is not there. */
    public AccountTable(Store store) {
        this.database = store.part("account", STEPS);
        this.column =
                new SealedColumn(store.sealer(), "account_field", "sealed", "user_jid", "name");
    }

    /** Everybody's fields by user, as they are sealed. */
    public Map<String, Map<String, String>> load() {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (Row row : database.read(AccountTable::rows)) {
            all.computeIfAbsent(row.user(), _ -> new HashMap<>()).put(row.name(), row.sealed());
        }
        return all;
    }

    private static List<Row> rows(Handle handle) {
        return handle.createQuery("SELECT user_jid, name, sealed FROM account_field")
                .map((row, _) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    @Override
    public int reseal(Handle transaction) {
        return column.reseal(transaction);
    }

    /**
     * Replaces what a user registered with; returns it sealed.
     *
     * @param also what the gateway stores in the same transaction
     */
    public Map<String, String> keep(String user, Map<String, String> fields, StoredWith also) {
        Map<String, String> sealed = new HashMap<>();
        fields.forEach((name, value) -> sealed.put(name, column.seal(value, user, name)));
        database.change(handle -> {
            delete(handle, user);
            sealed.forEach((name, value) -> handle.execute(INSERT, user, name, value));
            also.store(handle);
        });
        return sealed;
    }

    /** What was sealed by {@link #keep}. */
    public Map<String, String> open(String user, Map<String, String> sealed) {
        Map<String, String> fields = new HashMap<>();
        sealed.forEach((name, value) -> fields.put(name, column.open(value, user, name)));
        return fields;
    }

    /** Forgets a user. */
    public void remove(String user) {
        database.change(handle -> delete(handle, user));
    }

    @Override
    public String title() {
        return "account";
    }

    /** The names only: any of the values may be a secret. */
    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT name FROM account_field WHERE user_jid = :user ORDER BY name")
                .bind("user", user.toString())
                .map((row, _) -> Map.<String, Object>of("field", row.getString(1)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        delete(transaction, user.toString());
    }

    private static void delete(Handle handle, String user) {
        handle.execute("DELETE FROM account_field WHERE user_jid = ?", user);
    }
}
