package im.isthmus.email.store.account;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The mail accounts of users and where they are, without their secrets. */
public final class MailAccountTable implements UserRecords {
    private static final String FIELDS =
            "SELECT user_jid, address, name, login, imap, smtp, oauth, days FROM email_account ";

    private final Database database;

    MailAccountTable(Database database) {
        this.database = database;
    }

    /**
     * One account, as it was found to work.
     *
     * @param user bare JID
     * @param address of the mails
     * @param name of the user, as others see it; may be empty
     * @param login what the servers know the user by
     * @param imap the server that mail is read at, as text
     * @param smtp the server that mail is sent by, as text
     * @param oauth the name of the provider the user signed in at; empty if there is a password
     * @param days so many days of older mail are shown at first
     */
    public record Row(
            String user,
            String address,
            String name,
            String login,
            String imap,
            String smtp,
            String oauth,
            int days) {
        /** Whether the mails of both are the same. */
        boolean isMailboxOf(Row other) {
            return address.equals(other.address())
                    && login.equals(other.login())
                    && imap.equals(other.imap());
        }
    }

    /** Keeps one instead of the one before. */
    static void keep(Handle transaction, Row row) {
        transaction.execute(
                "INSERT INTO email_account (user_jid, address, name, login, imap, smtp,"
                        + " oauth, days) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT"
                        + " (user_jid) DO UPDATE SET address = excluded.address, name ="
                        + " excluded.name, login = excluded.login, imap = excluded.imap,"
                        + " smtp = excluded.smtp, oauth = excluded.oauth, days ="
                        + " excluded.days",
                row.user(),
                row.address(),
                row.name(),
                row.login(),
                row.imap(),
                row.smtp(),
                row.oauth(),
                row.days());
    }

    /** That of one user. */
    public Optional<Row> find(String user) {
        return database.read(handle -> find(handle, user));
    }

    private static Optional<Row> find(Handle handle, String user) {
        return handle.createQuery(FIELDS + "WHERE user_jid = :user")
                .bind("user", user)
                .map((row, _) -> row(row))
                .findOne();
    }

    /** Whether the user has this mailbox still, or already. */
    static boolean isMailbox(Handle handle, Row row) {
        return find(handle, row.user()).filter(row::isMailboxOf).isPresent();
    }

    /** All of them. */
    public List<Row> all() {
        return database.read(handle ->
                handle.createQuery(FIELDS + "ORDER BY user_jid").map((row, _) -> row(row)).list());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8));
    }

    /** The account is no more. */
    public void remove(String user) {
        database.change(
                handle -> handle.execute("DELETE FROM email_account WHERE user_jid = ?", user));
    }

    @Override
    public String title() {
        return "mail account";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return find(reading, user.toString()).stream()
                .map(row ->
                        Map.<String, Object>of(
                                "address", row.address(), "imap", row.imap(), "smtp", row.smtp()))
                .toList();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_account WHERE user_jid = ?", user.toString());
    }
}
