package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.GroupCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Stanzas that must reach a user's server. A row is open until the server has taken it, and stays
 * for a while then, since the stanza may still come back; which messages were there at all is known
 * for longer.
 */
public final class OutboxTable implements UserRecords, Swept {
    /** Servers give up reaching another server after minutes; afterwards nothing comes back. */
    private static final Duration MAY_COME_BACK = Duration.ofHours(1);

    private static final String COLUMNS =
            "seq, user_jid, contact, stanza_id, legacy_id, stanza, note, given_at, due_at, attempts";

    private final Database database;
    private final GroupCommit commits;

    public OutboxTable(Store store) {
        this.database = store.part(DeliverySteps.PART, DeliverySteps.STEPS);
        this.commits = store.commits();
    }

    /**
     * A stanza on its way.
     *
     * @param seq its place in the order, over restarts
     * @param contact the bare JID that it is from
     * @param legacyId null if it is no message or has no name
     * @param note for the bare JID, if the resource that it is for is gone; null if it is sent in
     *     any case
     * @param attempts how often it came back
     */
    public record Row(
            long seq,
            Jid user,
            String contact,
            String stanzaId,
            @Nullable String legacyId,
            String stanza,
            @Nullable String note,
            Instant givenAt,
            Instant dueAt,
            int attempts) {}

    /** Who has open rows: up to which, and when the next of them is due. */
    public record Behind(Jid user, long last, Instant due) {}

    /** Whether the row was new; if its message was known before it is not kept again. */
    public CompletableFuture<Boolean> add(Row row) {
        return add(row, "");
    }

    /**
     * As {@link #add(Row)}, for one of several resources that the same message goes to.
     *
     * @param resource empty if it goes to the user
     */
    public CompletableFuture<Boolean> add(Row row, String resource) {
        String known = resource.isEmpty() ? row.contact() : row.contact() + " " + resource;
        return commits.write(
                transaction -> isNew(transaction, row, known) && insert(transaction, row));
    }

    private static boolean isNew(Handle transaction, Row row, String contact) {
        return row.legacyId() == null
                || transaction.execute(
                                "INSERT INTO delivery_known (user_jid, contact, legacy_id, seen_at)"
                                        + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                row.user().toString(),
                                contact,
                                row.legacyId(),
                                row.givenAt().toEpochMilli())
                        == 1;
    }

    private static boolean insert(Handle transaction, Row row) {
        return transaction.execute(
                        "INSERT INTO delivery_outbox ("
                                + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        row.seq(),
                        row.user().toString(),
                        row.contact(),
                        row.stanzaId(),
                        row.legacyId(),
                        row.stanza(),
                        row.note(),
                        row.givenAt().toEpochMilli(),
                        row.dueAt().toEpochMilli(),
                        row.attempts())
                == 1;
    }

    /** Comes to its end after everything given before is committed. */
    public CompletableFuture<Boolean> afterThose() {
        return commits.write(_ -> true);
    }

    /** The user's server has them. */
    public CompletableFuture<Integer> taken(Collection<Long> seqs, Instant now) {
        List<Long> these = List.copyOf(seqs);
        return commits.write(transaction -> {
            PreparedBatch batch =
                    transaction.prepareBatch(
                            "UPDATE delivery_outbox SET taken_at = ? WHERE seq = ?");
            these.forEach(seq -> batch.add(now.toEpochMilli(), seq));
            return these.isEmpty() ? 0 : batch.execute().length;
        });
    }

    /** It came back and is to be sent again later. */
    public CompletableFuture<Integer> postpone(long seq, Instant due, int attempts) {
        return commits.write(transaction ->
                transaction.execute(
                        "UPDATE delivery_outbox SET taken_at = NULL, due_at = ?, attempts = ?"
                                + " WHERE seq = ?",
                        due.toEpochMilli(),
                        attempts,
                        seq));
    }

    /** Nothing more is done about it. */
    public CompletableFuture<Integer> remove(long seq) {
        return commits.write(transaction ->
                transaction.execute("DELETE FROM delivery_outbox WHERE seq = ?", seq));
    }

    /** The highest place in the order that was ever given and is still there. */
    public long lastSeq() {
        return database.read(handle ->
                handle.createQuery("SELECT COALESCE(MAX(seq), 0) FROM delivery_outbox")
                        .mapTo(Long.class)
                        .one());
    }

    /** How many rows are open. */
    public int open() {
        return database.read(handle ->
                handle.createQuery("SELECT COUNT(*) FROM delivery_outbox WHERE taken_at IS NULL")
                        .mapTo(Integer.class)
                        .one());
    }

    /** Everybody with open rows. */
    public List<Behind> behind() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT user_jid, MAX(seq) AS last, MIN(due_at) AS due"
                                        + " FROM delivery_outbox WHERE taken_at IS NULL"
                                        + " GROUP BY user_jid ORDER BY MIN(seq)")
                        .map((row, _) ->
                                new Behind(
                                        Jid.checked(row.getString("user_jid")),
                                        row.getLong("last"),
                                        Instant.ofEpochMilli(row.getLong("due"))))
                        .list());
    }

    /** Open rows of a user in order, behind {@code after} and not behind {@code last}. */
    public List<Row> open(Jid user, long after, long last, int atMost) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM delivery_outbox WHERE taken_at IS NULL"
                                        + " AND user_jid = :user AND seq > :after AND seq <= :last"
                                        + " ORDER BY seq LIMIT :most")
                        .bind("user", user.toString())
                        .bind("after", after)
                        .bind("last", last)
                        .bind("most", atMost)
                        .map((row, _) -> OutboxRows.read(row))
                        .list());
    }

    /** The row with this stanza, open or taken not long ago. */
    public Optional<Row> find(Jid user, String stanzaId) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM delivery_outbox WHERE user_jid = :user"
                                        + " AND stanza_id = :id ORDER BY seq LIMIT 1")
                        .bind("user", user.toString())
                        .bind("id", stanzaId)
                        .map((row, _) -> OutboxRows.read(row))
                        .findOne());
    }

    @Override
    public String title() {
        return "messages on their way to you";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM delivery_outbox WHERE user_jid = :user ORDER BY seq")
                .bind("user", user.toString())
                .map((row, _) -> OutboxRows.shown(OutboxRows.read(row)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM delivery_outbox WHERE user_jid = ?", user.toString());
        transaction.execute("DELETE FROM delivery_known WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        int rows =
                transaction.execute(
                        "DELETE FROM delivery_outbox WHERE seq IN (SELECT seq FROM delivery_outbox"
                                + " WHERE taken_at < ? LIMIT ?)",
                        now.minus(MAY_COME_BACK).toEpochMilli(),
                        atMost);
        int ids =
                transaction.execute(
                        "DELETE FROM delivery_known WHERE (user_jid, contact, legacy_id) IN"
                                + " (SELECT user_jid, contact, legacy_id FROM delivery_known"
                                + " WHERE seen_at < ? LIMIT ?)",
                        now.minus(keep.ids()).toEpochMilli(),
                        atMost);
        return Math.max(rows, ids);
    }
}
