package im.isthmus.email.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages of both directions and what mails call them, so that answers find their thread. */
public final class KnownMessages implements UserRecords, Swept {
    private static final String FIELDS =
            "SELECT legacy_id, localpart, message_id, thread, subject, refs, reply_to, at FROM"
                    + " email_message ";

    private final Database database;

    KnownMessages(Database database) {
        this.database = database;
    }

    /**
     * A message of one user's.
     *
     * @param legacyId what XMPP is told it is called
     * @param localpart of the contact it was exchanged with
     * @param messageId with angle brackets; empty if the mail had none
     * @param thread as in RFC 6121
     * @param subject empty if there was none
     * @param references the field of that name, for answers
     * @param replyTo where an answer goes; empty if to the contact
     */
    public record Known(
            String legacyId,
            String localpart,
            String messageId,
            String thread,
            String subject,
            String references,
            String replyTo,
            Instant at) {
        /** The same as one that the user wrote with another program. */
        public Known sentByUser() {
            return new Known(
                    "s" + legacyId.substring(1),
                    localpart,
                    messageId,
                    thread,
                    subject,
                    references,
                    "",
                    at);
        }
    }

    /** Takes note of a message, once. */
    public void add(String user, Known message) {
        database.change(handle -> add(handle, user, message));
    }

    static void add(Handle handle, String user, Known message) {
        handle.execute(
                "INSERT INTO email_message (user_jid, legacy_id, localpart, message_id, thread,"
                        + " subject, refs, reply_to, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON"
                        + " CONFLICT (user_jid, legacy_id) DO NOTHING",
                user,
                message.legacyId(),
                message.localpart(),
                message.messageId(),
                message.thread(),
                message.subject(),
                message.references(),
                message.replyTo(),
                message.at().toEpochMilli());
    }

    /** The message that XMPP knows by this name. */
    public Optional<Known> byLegacyId(String user, String legacyId) {
        return one("WHERE user_jid = :user AND legacy_id = :key", user, legacyId);
    }

    /** The message with this Message-ID. */
    public Optional<Known> byMessageId(String user, String messageId) {
        return one(
                "WHERE user_jid = :user AND message_id = :key ORDER BY at DESC LIMIT 1",
                user,
                messageId);
    }

    /** The last message exchanged with a contact. */
    public Optional<Known> last(String user, String localpart) {
        return one(
                "WHERE user_jid = :user AND localpart = :key ORDER BY at DESC LIMIT 1",
                user,
                localpart);
    }

    /** The last message that came from a contact. */
    public Optional<Known> lastReceived(String user, String localpart) {
        return one(
                "WHERE user_jid = :user AND localpart = :key AND legacy_id LIKE 'm%' ORDER BY at"
                        + " DESC LIMIT 1",
                user, localpart);
    }

    /** What the last messages that came from a contact until then are called, newest first. */
    public List<String> receivedUpTo(String user, String localpart, Instant at) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT legacy_id FROM email_message WHERE user_jid = :user AND"
                                        + " localpart = :localpart AND legacy_id LIKE 'm%' AND at"
                                        + " <= :at ORDER BY at DESC LIMIT 200")
                        .bind("user", user)
                        .bind("localpart", localpart)
                        .bind("at", at.toEpochMilli())
                        .mapTo(String.class)
                        .list());
    }

    /** The last message of a thread. */
    public Optional<Known> lastOfThread(String user, String thread) {
        return one(
                "WHERE user_jid = :user AND thread = :key ORDER BY at DESC LIMIT 1", user, thread);
    }

    private Optional<Known> one(String where, String user, String key) {
        return database.read(handle ->
                handle.createQuery(FIELDS + where)
                        .bind("user", user)
                        .bind("key", key)
                        .map((row, _) -> known(row))
                        .findFirst());
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    @Override
    public String title() {
        return "threads of mails";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(FIELDS + "WHERE user_jid = :user ORDER BY at")
                .bind("user", user.toString())
                .map((row, _) -> known(row))
                .map(known ->
                        Map.<String, Object>of(
                                "contact", known.localpart(),
                                "message_id", known.messageId(),
                                "subject", known.subject(),
                                "at", known.at().toString()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_message WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM email_message WHERE (user_jid, legacy_id) IN (SELECT user_jid,"
                        + " legacy_id FROM email_message WHERE at < ? LIMIT ?)",
                now.minus(keep.ids()).toEpochMilli(),
                atMost);
    }
}
