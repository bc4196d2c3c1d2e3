package im.isthmus.email.store.account;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.Cursors.Read;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where in a user's mailbox the mails are that were read there, and whether they were seen. */
public final class Places implements UserRecords, Swept {
    private static final String FIELDS =
            "SELECT mail, folder, sent, validity, uid, seen FROM email_place ";

    private final Database database;

    Places(Database database) {
        this.database = database;
    }

    /**
     * Where a mail was read.
     *
     * @param mail its number here
     * @param sent whether the user wrote it
     * @param validity of {@code uid}
     */
    public record Place(
            long mail, String folder, boolean sent, long validity, long uid, boolean seen) {
        /** What XMPP is told it is called. */
        public String legacyId() {
            return "m" + Long.toString(mail, Character.MAX_RADIX);
        }
    }

    static void insert(Handle handle, long mail, Read read, Cursor cursor) {
        handle.execute(
                "INSERT INTO email_place (mail, user_jid, folder, sent, validity, uid, seen,"
                        + " wanted, at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                mail,
                read.account().user(),
                cursor.folder(),
                read.sent() ? 1 : 0,
                cursor.validity(),
                read.uid(),
                read.seen() ? 1 : 0,
                read.at().toEpochMilli());
    }

    /** Where this user's copy of a mail is; empty if it did not come from the user's mailbox. */
    public Optional<Place> find(String user, long mail) {
        return one("WHERE user_jid = :user AND mail = :key", user, mail);
    }

    /** Which mail is at a place; empty if it is none of ours. */
    public Optional<Place> at(String user, String folder, long validity, long uid) {
        return database.read(handle ->
                handle.createQuery(
                                FIELDS
                                        + "WHERE user_jid = :user AND folder = :folder AND validity"
                                        + " = :validity AND uid = :uid LIMIT 1")
                        .bind("user", user)
                        .bind("folder", folder)
                        .bind("validity", validity)
                        .bind("uid", uid)
                        .map((row, _) -> place(row))
                        .findFirst());
    }

    /** The last mails of a folder that nobody has seen yet, newest first. */
    public List<Place> unseen(String user, String folder, long validity, int most) {
        return database.read(handle ->
                handle.createQuery(
                                FIELDS
                                        + "WHERE user_jid = :user AND folder = :folder AND validity"
                                        + " = :validity AND seen = 0 ORDER BY uid DESC LIMIT :most")
                        .bind("user", user)
                        .bind("folder", folder)
                        .bind("validity", validity)
                        .bind("most", most)
                        .map((row, _) -> place(row))
                        .list());
    }

    /** Another program showed it to the user; whether that is news. */
    public boolean seenElsewhere(String user, long mail) {
        return database.write(handle ->
                handle.execute(
                                "UPDATE email_place SET seen = 1 WHERE user_jid = ? AND mail = ?"
                                        + " AND seen = 0",
                                user,
                                mail)
                        > 0);
    }

    /**
     * The user saw a mail of a contact and those before it here: the mailbox will be told.
     *
     * @param mails their numbers
     */
    public void seenHere(String user, List<Long> mails) {
        change(
                "UPDATE email_place SET seen = 1, wanted = 1 WHERE user_jid = :user AND seen = 0"
                        + " AND mail IN (<mails>)",
                user,
                mails);
    }

    /** What the mailbox has to be told about. */
    public List<Place> toTell(String user) {
        return database.read(handle ->
                handle.createQuery(FIELDS + "WHERE user_jid = :user AND wanted = 1 LIMIT 1000")
                        .bind("user", user)
                        .map((row, _) -> place(row))
                        .list());
    }

    /** The mailbox was told. */
    public void told(String user, List<Place> places) {
        change(
                "UPDATE email_place SET wanted = 0 WHERE user_jid = :user AND mail IN (<mails>)",
                user,
                places.stream().map(Place::mail).toList());
    }

    private void change(String update, String user, List<Long> mails) {
        if (!mails.isEmpty()) {
            database.change(handle ->
                    handle.createUpdate(update)
                            .bind("user", user)
                            .bindList("mails", mails)
                            .execute());
        }
    }

    private Optional<Place> one(String where, String user, long key) {
        return database.read(handle ->
                handle.createQuery(FIELDS + where)
                        .bind("user", user)
                        .bind("key", key)
                        .map((row, _) -> place(row))
                        .findOne());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong(1),
                row.getString(2),
                row.getInt(3) == 1,
                row.getLong(4),
                row.getLong(5),
                row.getInt(6) == 1);
    }

    @Override
    public String title() {
        return "places of mails in the mail account";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(FIELDS + "WHERE user_jid = :user ORDER BY mail")
                .bind("user", user.toString())
                .map((row, _) -> place(row))
                .map(place ->
                        Map.<String, Object>of(
                                "mail", place.mail(), "folder", place.folder(), "uid", place.uid()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_place WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM email_place WHERE (mail, user_jid) IN (SELECT mail, user_jid FROM"
                        + " email_place WHERE at < ? AND NOT EXISTS (SELECT 1 FROM email_arrival a"
                        + " WHERE a.mail = email_place.mail AND a.done = 0) LIMIT ?)",
                now.minus(keep.ids()).toEpochMilli(),
                atMost);
    }
}
