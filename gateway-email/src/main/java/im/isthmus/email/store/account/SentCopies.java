package im.isthmus.email.store.account;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.store.Ids;
import im.isthmus.email.store.StoredBytes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Mails that were handed over and still have to be put into the user's folder of sent mails. */
public final class SentCopies implements UserRecords {
    private final Database database;
    private final Ids ids;

    SentCopies(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** A mail to be put there. */
    public record Copy(long id, String messageId, Instant at) {}

    /**
     * There is one, unless it was known.
     *
     * @param whole a file that has it
     */
    public void add(String user, String messageId, Path whole, Instant now) {
        long id = ids.next();
        database.change(handle -> {
            int added =
                    handle.execute(
                            "INSERT INTO email_sent_copy (id, user_jid, message_id, at) SELECT ?,"
                                    + " ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM email_sent_copy"
                                    + " WHERE user_jid = ? AND message_id = ?)",
                            id,
                            user,
                            messageId,
                            now.toEpochMilli(),
                            user,
                            messageId);
            if (added > 0) {
                StoredBytes.write(handle, id, whole);
            }
        });
    }

    /** Those of one user, oldest first. */
    public List<Copy> of(String user) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT id, message_id, at FROM email_sent_copy WHERE user_jid ="
                                        + " :user ORDER BY id LIMIT 100")
                        .bind("user", user)
                        .map((row, _) ->
                                new Copy(
                                        row.getLong(1),
                                        row.getString(2),
                                        Instant.ofEpochMilli(row.getLong(3))))
                        .list());
    }

    /** The mail itself. */
    public byte[] bytes(Copy copy) {
        return database.read(handle -> StoredBytes.read(handle, copy.id()));
    }

    /** It is there, or cannot be put there. */
    public void done(Copy copy) {
        database.change(handle -> forget(handle, copy.id()));
    }

    /** There is no account any more that they could be put into. */
    public void remove(String user) {
        database.change(handle -> remove(handle, user));
    }

    private static void remove(Handle handle, String user) {
        handle.createQuery("SELECT id FROM email_sent_copy WHERE user_jid = :user")
                .bind("user", user)
                .mapTo(Long.class)
                .list()
                .forEach(id -> forget(handle, id));
    }

    private static void forget(Handle handle, long id) {
        StoredBytes.delete(handle, id);
        handle.execute("DELETE FROM email_sent_copy WHERE id = ?", id);
    }

    @Override
    public String title() {
        return "copies of sent mails";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT message_id FROM email_sent_copy WHERE user_jid = :user ORDER BY id")
                .bind("user", user.toString())
                .map((row, _) -> Map.<String, Object>of("message_id", row.getString(1)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        remove(transaction, user.toString());
    }
}
