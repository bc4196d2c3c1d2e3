package im.isthmus.email.store.list;

import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.util.List;

/** The tables about mailing lists. */
public record ListTables(ListWishes wishes, DigestEntries digests) {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE email_list (user_jid TEXT NOT NULL, localpart TEXT NOT
                            NULL, wish TEXT NOT NULL, PRIMARY KEY (user_jid, localpart))
                            """,
                            """
                            CREATE TABLE email_digest (user_jid TEXT NOT NULL, localpart TEXT NOT
                            NULL, mail BIGINT NOT NULL, at BIGINT NOT NULL, author TEXT NOT NULL,
                            subject TEXT NOT NULL, excerpt TEXT NOT NULL, batch BIGINT NOT NULL,
                            PRIMARY KEY (user_jid, localpart, mail))
                            """,
                            "CREATE INDEX email_digest_at ON email_digest (at)"));

    /** Opens them, made or brought up to date. */
    public static ListTables open(Store store) {
        Database database = store.part("email_list", STEPS);
        return new ListTables(new ListWishes(database), new DigestEntries(database));
    }

    /** For exports and for erasing. */
    public List<UserRecords> records() {
        return List.of(wishes, digests);
    }
}
