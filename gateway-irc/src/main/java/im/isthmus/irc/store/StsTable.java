package im.isthmus.irc.store;

import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.GroupCommit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** Until when which servers want to be reached with TLS only. Callable from any thread. */
public final class StsTable implements Swept {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE irc_sts (host TEXT PRIMARY KEY, port BIGINT NOT NULL,"
                                    + " ends BIGINT NOT NULL)"));

    private final Database database;
    private final GroupCommit commits;

    /** One server. */
    public record Row(String host, int port, Instant until) {}

    public StsTable(Store store) {
        database = store.part("irc_sts", STEPS);
        commits = store.commits();
    }

    /** Those that hold longest. */
    public List<Row> load(int most) {
        return database.read(handle ->
                handle.select(
                                "SELECT host, port, ends FROM irc_sts ORDER BY ends DESC LIMIT ?",
                                most)
                        .map((row, _) ->
                                new Row(
                                        row.getString("host"),
                                        row.getInt("port"),
                                        Instant.ofEpochMilli(row.getLong("ends"))))
                        .list());
    }

    /** Keeps it in place of what was kept of that server, soon and in the order given. */
    public CompletableFuture<Integer> put(String host, int port, Instant until) {
        return commits.write(handle ->
                handle.execute(
                        "INSERT INTO irc_sts (host, port, ends) VALUES (?, ?, ?)"
                                + " ON CONFLICT (host) DO UPDATE"
                                + " SET port = excluded.port, ends = excluded.ends",
                        host,
                        port,
                        until.toEpochMilli()));
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM irc_sts WHERE host IN"
                        + " (SELECT host FROM irc_sts WHERE ends < ? LIMIT ?)",
                now.toEpochMilli(),
                atMost);
    }
}
