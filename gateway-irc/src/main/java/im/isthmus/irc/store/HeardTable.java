package im.isthmus.irc.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.GroupCommit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/**
 * Up to when users heard what was said to them alone, on networks that keep it. Names of messages
 * have no spaces. Callable from any thread.
 */
public final class HeardTable implements UserRecords, Swept {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE irc_heard (user_jid TEXT NOT NULL, network TEXT NOT NULL,"
                                    + " until BIGINT NOT NULL, names TEXT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, network))"));

    private final Database database;
    private final GroupCommit commits;

    /**
     * What a user heard on one network.
     *
     * @param names of the last messages, the oldest first
     */
    public record Row(String network, Instant until, List<String> names) {
        public Row {
            names = List.copyOf(names);
        }
    }

    public HeardTable(Store store) {
        database = store.part("irc_heard", STEPS);
        commits = store.commits();
    }

    /** All networks of a user. */
    public List<Row> load(Jid user) {
        return database.rows(
                "SELECT network, until, names FROM irc_heard WHERE user_jid = ?",
                row ->
                        new Row(
                                row.getString(1),
                                Instant.ofEpochMilli(row.getLong(2)),
                                names(row.getString(3))),
                user.toString());
    }

    private static List<String> names(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    }

    /** Keeps it in place of what was kept of that network. */
    public CompletableFuture<Integer> put(Jid user, Row row) {
        return commits.write(transaction ->
                Database.change(
                        transaction,
                        "INSERT INTO irc_heard (user_jid, network, until, names)"
                                + " VALUES (?, ?, ?, ?) ON CONFLICT (user_jid, network)"
                                + " DO UPDATE SET until = excluded.until, names = excluded.names",
                        user.toString(),
                        row.network(),
                        row.until().toEpochMilli(),
                        String.join(" ", row.names())));
    }

    @Override
    public String title() {
        return "irc_heard";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.select(
                        "SELECT network, until FROM irc_heard WHERE user_jid = ? ORDER BY network",
                        user.toString())
                .map((row, context) ->
                        Map.<String, Object>of(
                                "network", row.getString("network"),
                                "until", Instant.ofEpochMilli(row.getLong("until")).toString()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM irc_heard WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM irc_heard WHERE (user_jid, network) IN"
                        + " (SELECT user_jid, network FROM irc_heard WHERE until < ? LIMIT ?)",
                now.minus(keep.messages()).toEpochMilli(),
                atMost);
    }
}
