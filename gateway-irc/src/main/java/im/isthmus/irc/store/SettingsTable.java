package im.isthmus.irc.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.GroupCommit;
import im.isthmus.core.store.seal.SealedColumn;
import im.isthmus.core.store.seal.SealedRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What users set: for themselves (scope empty), for a network (its name) or for a channel ({@code
 * #channel%network}). Values are kept as they were typed, secrets sealed. Callable from any thread.
 */
public final class SettingsTable implements UserRecords, SealedRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE irc_setting (user_jid TEXT NOT NULL, scope TEXT NOT NULL,"
                                    + " name TEXT NOT NULL, value TEXT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, scope, name))"));

    /** Fields whose values are passwords. */
    private static final Set<String> SECRETS = Set.of("pass", "sasl_password", "sasl_certificate");

    private final Database database;
    private final GroupCommit commits;
    private final SealedColumn secrets;

    public SettingsTable(Store store) {
        database = store.part("irc", STEPS);
        commits = store.commits();
        secrets =
                new SealedColumn(
                        store.sealer(), "irc_setting", "value", "user_jid", "scope", "name");
    }

    /** All that a user set: values by name of the field, by scope. */
    public Map<String, Map<String, String>> load(Jid user) {
        Map<String, Map<String, String>> all = new HashMap<>();
        database.rows(
                        "SELECT scope, name, value FROM irc_setting WHERE user_jid = ?",
                        row -> new Row(row.getString(1), row.getString(2), row.getString(3)),
                        user.toString())
                .forEach(row ->
                        all.computeIfAbsent(row.scope(), _ -> new HashMap<>())
                                .put(row.name(), opened(user, row)));
        return all;
    }

    private record Row(String scope, String name, String value) {}

    /** Replaces what a user set in one scope; empty values are not kept. */
    public void save(Jid user, String scope, Map<String, String> values) {
        database.change(handle -> replace(handle, user, scope, values));
    }

    /** The same soon, in the order given; complete once it is stored. */
    public CompletableFuture<Boolean> saveSoon(Jid user, String scope, Map<String, String> values) {
        return commits.write(handle -> {
            replace(handle, user, scope, values);
            return true;
        });
    }

    private void replace(Handle handle, Jid user, String scope, Map<String, String> values) {
        handle.execute(
                "DELETE FROM irc_setting WHERE user_jid = ? AND scope = ?", user.toString(), scope);
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                Row row = new Row(scope, name, value);
                handle.execute(
                        "INSERT INTO irc_setting (user_jid, scope, name, value)"
                                + " VALUES (?, ?, ?, ?)",
                        user.toString(),
                        scope,
                        name,
                        sealed(user, row));
            }
        });
    }

    private String sealed(Jid user, Row row) {
        return SECRETS.contains(row.name())
                ? secrets.seal(row.value(), user.toString(), row.scope(), row.name())
                : row.value();
    }

    private String opened(Jid user, Row row) {
        return SECRETS.contains(row.name())
                ? secrets.open(row.value(), user.toString(), row.scope(), row.name())
                : row.value();
    }

    @Override
    public int reseal(Handle transaction) {
        return secrets.reseal(
                transaction,
                SECRETS.stream().collect(Collectors.joining("', '", "name IN ('", "')")));
    }

    @Override
    public String title() {
        return "irc_settings";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.select(
                        "SELECT scope, name, value FROM irc_setting WHERE user_jid = ?"
                                + " ORDER BY scope, name",
                        user.toString())
                .map((row, context) ->
                        Map.<String, Object>of(
                                "scope", row.getString("scope"),
                                "name", row.getString("name"),
                                "value",
                                        SECRETS.contains(row.getString("name"))
                                                ? "(secret)"
                                                : row.getString("value")))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM irc_setting WHERE user_jid = ?", user.toString());
    }
}
