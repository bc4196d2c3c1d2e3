package im.isthmus.email.store.list;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Mails of mailing lists that wait for the next digest. */
public final class DigestEntries implements UserRecords {
    private static final String FIELDS =
            "SELECT mail, at, author, subject, excerpt, batch FROM email_digest ";

    private final Database database;

    DigestEntries(Database database) {
        this.database = database;
    }

    /**
     * A mail as a digest shows it.
     *
     * @param mail its number
     * @param author for people
     * @param excerpt the beginning of its text
     */
    public record Entry(long mail, Instant at, String author, String subject, String excerpt) {}

    /**
     * A list of one user's.
     *
     * @param localpart of the list's contact
     */
    public record Place(String user, String localpart) {}

    /**
     * What goes into one digest.
     *
     * @param id stays the same until it is {@link #done}, however often it is asked for
     */
    public record Batch(long id, List<Entry> entries) {
        public Batch {
            entries = List.copyOf(entries);
        }
    }

    /** Keeps a mail for the next digest, once. */
    public void add(Place place, Entry entry) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO email_digest (user_jid, localpart, mail, at, author, subject,"
                                + " excerpt, batch) VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT"
                                + " (user_jid, localpart, mail) DO NOTHING",
                        place.user(),
                        place.localpart(),
                        entry.mail(),
                        entry.at().toEpochMilli(),
                        entry.author(),
                        entry.subject(),
                        entry.excerpt()));
    }

    /** Everything that waits for this digest; one that was begun before comes first, as it was. */
    public Batch begin(Place place) {
        return database.write(handle -> {
            long begun = batch(handle, place, "MAX(batch)");
            if (begun == 0) {
                begun = batch(handle, place, "MAX(mail)");
                handle.execute(
                        "UPDATE email_digest SET batch = ? WHERE user_jid = ? AND localpart = ?",
                        begun,
                        place.user(),
                        place.localpart());
            }
            List<Entry> entries =
                    handle.createQuery(
                                    FIELDS
                                            + "WHERE user_jid = :user AND localpart = :localpart"
                                            + " AND batch = :batch ORDER BY mail")
                            .bind("user", place.user())
                            .bind("localpart", place.localpart())
                            .bind("batch", begun)
                            .map((row, _) -> entry(row))
                            .list();
            return new Batch(begun, entries);
        });
    }

    private static long batch(Handle handle, Place place, String what) {
        return handle.createQuery(
                        "SELECT COALESCE("
                                + what
                                + ", 0) FROM email_digest WHERE user_jid = :user AND localpart ="
                                + " :localpart")
                .bind("user", place.user())
                .bind("localpart", place.localpart())
                .mapTo(Long.class)
                .one();
    }

    /** The digest is where nothing can lose it. */
    public void done(Place place, long batch) {
        database.change(handle ->
                handle.execute(
                        "DELETE FROM email_digest WHERE user_jid = ? AND localpart = ? AND batch ="
                                + " ?",
                        place.user(),
                        place.localpart(),
                        batch));
    }

    /** Where something waits that is older than this, and where a digest was begun. */
    public List<Place> waitingSince(Instant time) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT DISTINCT user_jid, localpart FROM email_digest WHERE at <="
                                        + " :time OR batch <> 0")
                        .bind("time", time.toEpochMilli())
                        .map((row, _) -> new Place(row.getString(1), row.getString(2)))
                        .list());
    }

    /** Where something waits for a user. */
    public List<Place> waitingFor(String user) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT DISTINCT localpart FROM email_digest WHERE user_jid ="
                                        + " :user")
                        .bind("user", user)
                        .map((row, _) -> new Place(user, row.getString(1)))
                        .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }

    @Override
    public String title() {
        return "mails waiting for a digest";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(FIELDS + "WHERE user_jid = :user ORDER BY mail")
                .bind("user", user.toString())
                .map((row, _) -> entry(row))
                .map(entry ->
                        Map.<String, Object>of(
                                "at", entry.at().toString(),
                                "author", entry.author(),
                                "subject", entry.subject(),
                                "excerpt", entry.excerpt()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_digest WHERE user_jid = ?", user.toString());
    }
}
