package im.isthmus.email.store;

import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.store.OutgoingMails.Draft;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.account.AccountTables;
import im.isthmus.email.store.addressbook.BookTable;
import im.isthmus.email.store.group.GroupTable;
import im.isthmus.email.store.list.ListTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All tables of the email gateway in one store. */
public record EmailTables(
        ReceivedMails received,
        OutgoingMails outgoing,
        HeldMails held,
        KnownMessages messages,
        Correspondents correspondents,
        AccountTables accounts,
        ListTables lists,
        GroupTable groups,
        BookTable books) {
    static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE email_bytes (owner BIGINT NOT NULL, seq BIGINT NOT NULL,"
                                    + " chunk TEXT NOT NULL, PRIMARY KEY (owner, seq))",
                            "CREATE TABLE email_received (id BIGINT PRIMARY KEY, at BIGINT NOT"
                                    + " NULL, sender TEXT NOT NULL, envelope_id TEXT NOT NULL,"
                                    + " size BIGINT NOT NULL)",
                            "CREATE TABLE email_arrival (mail BIGINT NOT NULL, user_jid TEXT NOT"
                                    + " NULL, recipient TEXT NOT NULL, original TEXT NOT NULL,"
                                    + " wants_success BIGINT NOT NULL, done BIGINT NOT NULL,"
                                    + " PRIMARY KEY (mail, user_jid))",
                            "CREATE INDEX email_arrival_open ON email_arrival (done, mail)",
                            "CREATE TABLE email_seen (user_jid TEXT NOT NULL, fingerprint TEXT NOT"
                                    + " NULL, mail BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY"
                                    + " KEY (user_jid, fingerprint))",
                            "CREATE TABLE email_message (user_jid TEXT NOT NULL, legacy_id TEXT NOT"
                                    + " NULL, localpart TEXT NOT NULL, message_id TEXT NOT NULL,"
                                    + " thread TEXT NOT NULL, subject TEXT NOT NULL, refs TEXT NOT"
                                    + " NULL, reply_to TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY"
                                    + " KEY (user_jid, legacy_id))",
                            "CREATE INDEX email_message_by_id ON email_message (user_jid,"
                                    + " message_id)",
                            "CREATE INDEX email_message_by_contact ON email_message (user_jid,"
                                    + " localpart, at)",
                            "CREATE TABLE email_correspondent (user_jid TEXT NOT NULL, address_key"
                                    + " TEXT NOT NULL, address TEXT NOT NULL, localpart TEXT NOT"
                                    + " NULL, name TEXT NOT NULL, written_at BIGINT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, address_key))",
                            "CREATE INDEX email_correspondent_by_localpart ON email_correspondent"
                                    + " (user_jid, localpart)",
                            "CREATE TABLE email_outgoing (id BIGINT PRIMARY KEY, user_jid TEXT NOT"
                                    + " NULL, localpart TEXT NOT NULL, recipients TEXT NOT NULL,"
                                    + " message_id TEXT NOT NULL, token TEXT NOT NULL, state TEXT"
                                    + " NOT NULL, due BIGINT NOT NULL, attempts BIGINT NOT NULL,"
                                    + " created BIGINT NOT NULL, heading TEXT NOT NULL)",
                            "CREATE INDEX email_outgoing_due ON email_outgoing (state, due)",
                            "CREATE INDEX email_outgoing_token ON email_outgoing (token)",
                            "CREATE INDEX email_outgoing_message_id ON email_outgoing"
                                    + " (message_id)",
                            "CREATE TABLE email_outgoing_part (outgoing BIGINT NOT NULL, seq BIGINT"
                                    + " NOT NULL, sender TEXT NOT NULL, stanza_id TEXT, origin_id"
                                    + " TEXT, receipt BIGINT NOT NULL, marker BIGINT NOT NULL,"
                                    + " content TEXT NOT NULL, PRIMARY KEY (outgoing, seq))"),
                    List.of(
                            "ALTER TABLE email_correspondent ADD COLUMN trouble TEXT NOT NULL"
                                    + " DEFAULT ''"));

    /** Opens them, made or brought up to date. */
    public static EmailTables open(Store store) {
        Database database = store.part("email", STEPS);
        Ids ids = new Ids();
        ReceivedMails received = new ReceivedMails(database, ids);
        return new EmailTables(
                received,
                new OutgoingMails(database, ids),
                new HeldMails(database),
                new KnownMessages(database),
                new Correspondents(database),
                AccountTables.open(store, received, ids),
                ListTables.open(store),
                new GroupTable(store),
                new BookTable(store));
    }

    /**
     * Promises a new mail made of one message, and takes note of whom it goes to and of where
     * answers to it belong; all of it is on the disk when this returns, or nothing.
     *
     * @param replyTo where the next answer in the conversation goes; empty if to the contact
     * @param envelope everybody it goes to, by the localpart their contact has
     */
    public Outgoing promise(
            Draft draft,
            MessageRef ref,
            Content content,
            Instant now,
            Duration hold,
            String replyTo,
            Map<MailAddress, String> envelope) {
        return outgoing.add(
                draft,
                ref,
                content,
                now,
                hold,
                (handle, mail) -> {
                    KnownMessages.add(handle, mail.user(), mail.known(replyTo));
                    envelope.forEach((address, localpart) ->
                            Correspondents.writtenTo(handle, mail.user(), address, localpart, now));
                });
    }

    private List<UserRecords> records() {
        List<UserRecords> records =
                new ArrayList<>(List.of(received, outgoing, messages, correspondents));
        records.addAll(accounts.records());
        records.addAll(lists.records());
        records.add(groups);
        records.add(books);
        return records;
    }

    /** For exports, for erasing, and for what forgets with time. */
    public TableList list() {
        return new TableList(
                records(),
                List.of(received, outgoing, messages, accounts.places(), groups),
                List.of(accounts.tokens(), books));
    }
}
