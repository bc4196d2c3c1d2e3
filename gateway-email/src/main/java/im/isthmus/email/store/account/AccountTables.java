package im.isthmus.email.store.account;

import im.isthmus.core.store.Store;
import im.isthmus.core.store.StoredWith;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.store.Ids;
import im.isthmus.email.store.ReceivedMails;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All tables about users' accounts at other mail servers. */
public record AccountTables(
        MailAccountTable accounts,
        Cursors cursors,
        Places places,
        SentCopies copies,
        Tokens tokens) {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE email_account (user_jid TEXT PRIMARY KEY, address TEXT"
                                    + " NOT NULL, name TEXT NOT NULL, login TEXT NOT NULL, imap"
                                    + " TEXT NOT NULL, smtp TEXT NOT NULL, oauth TEXT NOT NULL,"
                                    + " days BIGINT NOT NULL)",
                            "CREATE TABLE email_cursor (user_jid TEXT NOT NULL, folder TEXT NOT"
                                    + " NULL, validity BIGINT NOT NULL, uid BIGINT NOT NULL,"
                                    + " mod_seq BIGINT NOT NULL, since BIGINT NOT NULL, at BIGINT"
                                    + " NOT NULL, PRIMARY KEY (user_jid, folder))",
                            "CREATE TABLE email_place (mail BIGINT NOT NULL, user_jid TEXT NOT"
                                    + " NULL, folder TEXT NOT NULL, sent BIGINT NOT NULL, validity"
                                    + " BIGINT NOT NULL, uid BIGINT NOT NULL, seen BIGINT NOT NULL,"
                                    + " wanted BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY"
                                    + " (mail, user_jid))",
                            "CREATE INDEX email_place_by_uid ON email_place (user_jid, folder,"
                                    + " validity, uid)",
                            "CREATE TABLE email_sent_copy (id BIGINT PRIMARY KEY, user_jid TEXT"
                                    + " NOT NULL, message_id TEXT NOT NULL, at BIGINT NOT NULL)",
                            "CREATE INDEX email_sent_copy_by_user ON email_sent_copy (user_jid)",
                            "CREATE TABLE email_token (user_jid TEXT NOT NULL, address TEXT NOT"
                                    + " NULL, sealed TEXT NOT NULL, PRIMARY KEY (user_jid,"
                                    + " address))"));

    /** Opens them, made or brought up to date. */
    public static AccountTables open(Store store, ReceivedMails received, Ids ids) {
        Database database = store.part("email_account", STEPS);
        return new AccountTables(
                new MailAccountTable(database),
                new Cursors(database, received),
                new Places(database),
                new SentCopies(database, ids),
                new Tokens(database, store.sealer()));
    }

    /**
     * Keeps an account instead of the one before, together with what the core keeps of it.
     *
     * @param start where reading begins if it is another mailbox; null for what its user wants
     */
    public static StoredWith keeping(Row row, @Nullable Cursor start) {
        return handle -> {
            boolean same = MailAccountTable.isMailbox(handle, row);
            MailAccountTable.keep(handle, row);
            if (!same) {
                Cursors.forget(handle, row.user());
            }
            if (!same && start != null) {
                Cursors.move(handle, row, start);
            }
        };
    }

    /** Everything about a user. */
    public List<UserRecords> records() {
        return List.of(accounts, cursors, places, copies, tokens);
    }
}
