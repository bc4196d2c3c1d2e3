package im.isthmus.email.store.account;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.store.ReceivedMails;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.ReceivedMails.Taker;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How far the folders of users' mailboxes were read. A cursor moves in the transaction that keeps
 * the mail it moves over, so that no mail is lost or kept twice whenever the program dies. Whoever
 * still reads a mailbox that its user has left moves none.
 */
public final class Cursors implements UserRecords {
    private static final String FIELDS =
            "SELECT folder, validity, uid, mod_seq, since, at FROM email_cursor ";

    private final Database database;
    private final ReceivedMails received;

    Cursors(Database database, ReceivedMails received) {
        this.database = database;
        this.received = received;
    }

    /**
     * A place in a folder (RFC 3501 section 2.3.1.1).
     *
     * @param folder as the server calls it
     * @param validity UIDVALIDITY
     * @param uid the last one that was read
     * @param modSeq up to which changes of flags are known (RFC 7162); 0 if they are not counted
     * @param since what came before this is not shown
     * @param at when something was read last
     */
    public record Cursor(
            String folder, long validity, long uid, long modSeq, Instant since, Instant at) {
        public Cursor movedTo(long other, Instant now) {
            return new Cursor(folder, validity, other, modSeq, since, now);
        }

        public Cursor withModSeq(long other) {
            return new Cursor(folder, validity, uid, other, since, at);
        }
    }

    /**
     * A mail that was read.
     *
     * @param account whose mailbox it was read in
     * @param sender whom reports go to; empty for nobody
     * @param sent whether the user wrote it
     * @param uid its own
     * @param seen whether somebody looked at it already
     * @param at when it came
     */
    public record Read(
            Row account, String sender, boolean sent, long uid, boolean seen, Instant at) {}

    /** Where a folder was left; empty if it was never read. */
    public Optional<Cursor> find(String user, String folder) {
        return database.read(handle ->
                handle.createQuery(FIELDS + "WHERE user_jid = :user AND folder = :folder")
                        .bind("user", user)
                        .bind("folder", folder)
                        .map((row, _) -> cursor(row))
                        .findOne());
    }

    /** Keeps a mail and moves the cursor over it; on the disk when this returns. */
    public Arrival keep(Read mail, byte[] bytes, Cursor after) {
        Taker taker = new Taker(mail.account().user(), mail.account().address(), "", false);
        return received.accept(
                        mail.sender(),
                        "",
                        List.of(taker),
                        bytes,
                        mail.at(),
                        (handle, id) -> {
                            Places.insert(handle, id, mail, after);
                            move(handle, mail.account(), after);
                        })
                .getFirst();
    }

    /** Moves the cursor over what need not be kept. */
    public void move(Row account, Cursor after) {
        database.change(handle -> move(handle, account, after));
    }

    static void move(Handle handle, Row account, Cursor after) {
        if (!MailAccountTable.isMailbox(handle, account)) {
            return;
        }
        handle.execute(
                "INSERT INTO email_cursor (user_jid, folder, validity, uid, mod_seq, since, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_jid, folder) DO UPDATE"
                        + " SET validity = excluded.validity, uid = excluded.uid, mod_seq ="
                        + " excluded.mod_seq, since = excluded.since, at = excluded.at",
                account.user(),
                after.folder(),
                after.validity(),
                after.uid(),
                after.modSeq(),
                after.since().toEpochMilli(),
                after.at().toEpochMilli());
    }

    private static Cursor cursor(ResultSet row) throws SQLException {
        return new Cursor(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    @Override
    public String title() {
        return "folders of the mail account";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(FIELDS + "WHERE user_jid = :user ORDER BY folder")
                .bind("user", user.toString())
                .map((row, _) -> cursor(row))
                .map(cursor ->
                        Map.<String, Object>of("folder", cursor.folder(), "uid", cursor.uid()))
                .list();
    }

    /** Begins anew, as with another account. */
    public void forget(String user) {
        database.change(handle -> forget(handle, user));
    }

    static void forget(Handle handle, String user) {
        handle.execute("DELETE FROM email_cursor WHERE user_jid = ?", user);
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        forget(transaction, user.toString());
    }
}
