package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.GroupCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Messages of users that the legacy side was given and has not answered for yet; never what they
 * say.
 */
public final class JournalTable implements UserRecords, Swept {
    private final Database database;
    private final GroupCommit commits;

    public JournalTable(Store store) {
        this.database = store.part(DeliverySteps.PART, DeliverySteps.STEPS);
        this.commits = store.commits();
    }

    /**
     * A message of a user.
     *
     * @param sender the full JID
     * @param stanzaId null if the client gave none
     * @param recipient the JID of the gateway that it was sent to
     */
    public record Row(
            long seq, Jid sender, @Nullable String stanzaId, Jid recipient, Instant givenAt) {}

    /** Notes a message. */
    public CompletableFuture<Integer> add(Row row) {
        return commits.write(transaction ->
                transaction.execute(
                        "INSERT INTO delivery_journal"
                                + " (seq, user_jid, sender, stanza_id, recipient, given_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        row.seq(),
                        row.sender().bare().toString(),
                        row.sender().toString(),
                        stored(row.stanzaId()),
                        row.recipient().toString(),
                        row.givenAt().toEpochMilli()));
    }

    /** The legacy side has answered. Messages without ids of one sender are told together. */
    public CompletableFuture<Integer> settle(Jid sender, @Nullable String stanzaId) {
        return commits.write(transaction ->
                transaction.execute(
                        "DELETE FROM delivery_journal"
                                + " WHERE user_jid = ? AND sender = ? AND stanza_id = ?",
                        sender.bare().toString(),
                        sender.toString(),
                        stored(stanzaId)));
    }

    /** The sender was told that nobody knows. */
    public CompletableFuture<Integer> remove(long seq) {
        return commits.write(transaction ->
                transaction.execute("DELETE FROM delivery_journal WHERE seq = ?", seq));
    }

    /** All of them in order, behind {@code after}. */
    public List<Row> all(long after, int atMost) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT * FROM delivery_journal WHERE seq > :after"
                                        + " ORDER BY seq LIMIT :most")
                        .bind("after", after)
                        .bind("most", atMost)
                        .map((row, _) -> read(row))
                        .list());
    }

    private static String stored(@Nullable String stanzaId) {
        return stanzaId == null ? "" : stanzaId;
    }

    private static Row read(ResultSet row) throws SQLException {
        String id = row.getString("stanza_id");
        return new Row(
                row.getLong("seq"),
                Jid.checked(row.getString("sender")),
                id.isEmpty() ? null : id,
                Jid.checked(row.getString("recipient")),
                Instant.ofEpochMilli(row.getLong("given_at")));
    }

    @Override
    public String title() {
        return "messages of yours without an answer yet";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT * FROM delivery_journal WHERE user_jid = :user ORDER BY seq")
                .bind("user", user.toString())
                .map((row, _) -> shown(read(row)))
                .list();
    }

    private static Map<String, Object> shown(Row row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", row.sender().toString());
        shown.put("to", row.recipient().toString());
        shown.put("at", row.givenAt().toString());
        return shown;
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM delivery_journal WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM delivery_journal WHERE seq IN (SELECT seq FROM delivery_journal"
                        + " WHERE given_at < ? LIMIT ?)",
                now.minus(keep.undelivered()).toEpochMilli(),
                atMost);
    }
}
