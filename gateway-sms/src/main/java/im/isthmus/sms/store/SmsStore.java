package im.isthmus.sms.store;

import im.isthmus.core.store.Database;
import im.isthmus.core.store.Store;
import java.util.List;

/** The tables of the SMS gateway. Callable from any thread; changes are on the disk on return. */
public final class SmsStore {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE sms_outbox (id TEXT PRIMARY KEY, user_jid TEXT NOT NULL,"
                                    + " sender TEXT NOT NULL, stanza_id TEXT, origin_id TEXT,"
                                    + " wants BIGINT NOT NULL, contact TEXT NOT NULL,"
                                    + " account TEXT NOT NULL, from_number TEXT NOT NULL,"
                                    + " recipients TEXT NOT NULL, body TEXT NOT NULL,"
                                    + " media TEXT NOT NULL, segments BIGINT NOT NULL,"
                                    + " state TEXT NOT NULL, attempts BIGINT NOT NULL,"
                                    + " due BIGINT NOT NULL, since BIGINT NOT NULL,"
                                    + " failure TEXT NOT NULL, told BIGINT NOT NULL)",
                            "CREATE INDEX sms_outbox_due ON sms_outbox (state, due)",
                            "CREATE TABLE sms_part (account TEXT NOT NULL,"
                                    + " provider_id TEXT NOT NULL, message TEXT NOT NULL,"
                                    + " stage TEXT NOT NULL, PRIMARY KEY (account, provider_id))",
                            "CREATE INDEX sms_part_message ON sms_part (message)",
                            "CREATE TABLE sms_early (account TEXT NOT NULL,"
                                    + " provider_id TEXT NOT NULL, stage TEXT NOT NULL,"
                                    + " failure TEXT NOT NULL, since BIGINT NOT NULL,"
                                    + " PRIMARY KEY (account, provider_id, stage))",
                            "CREATE TABLE sms_usage (user_jid TEXT NOT NULL, day TEXT NOT NULL,"
                                    + " recipient TEXT NOT NULL, segments BIGINT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, day, recipient))",
                            "CREATE TABLE sms_inbox (id TEXT PRIMARY KEY, account TEXT NOT NULL,"
                                    + " provider_id TEXT NOT NULL, recipient TEXT NOT NULL,"
                                    + " sender TEXT NOT NULL, body TEXT NOT NULL,"
                                    + " media TEXT NOT NULL, since BIGINT NOT NULL,"
                                    + " done BIGINT NOT NULL,"
                                    + " UNIQUE (account, provider_id, recipient))",
                            "CREATE INDEX sms_inbox_done ON sms_inbox (done, since)",
                            "CREATE TABLE sms_thread (user_jid TEXT NOT NULL,"
                                    + " contact TEXT NOT NULL, number TEXT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, contact))"));

    private final OutboxTable outbox;
    private final InboxTable inbox;

    public SmsStore(Store store) {
        Database database = store.part("sms", STEPS);
        outbox = new OutboxTable(database);
        inbox = new InboxTable(database);
    }

    /** Messages of users, until nothing more is expected of them. */
    public OutboxTable outbox() {
        return outbox;
    }

    /** Messages to users, until the core has them. */
    public InboxTable inbox() {
        return inbox;
    }
}
