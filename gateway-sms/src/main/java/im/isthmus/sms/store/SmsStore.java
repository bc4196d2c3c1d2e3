package im.isthmus.sms.store;

import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.core.store.database.Database;
import java.util.List;

/** The tables of the SMS gateway. Callable from any thread; changes are on the disk on return. */
public final class SmsStore {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE sms_outbox (id TEXT PRIMARY KEY, whole TEXT NOT NULL,"
                                    + " user_jid TEXT NOT NULL,"
                                    + " sender TEXT NOT NULL, stanza_id TEXT, origin_id TEXT,"
                                    + " wants BIGINT NOT NULL, contact TEXT NOT NULL,"
                                    + " account TEXT NOT NULL, from_number TEXT NOT NULL,"
                                    + " recipients TEXT NOT NULL, body TEXT NOT NULL,"
                                    + " media TEXT NOT NULL, segments BIGINT NOT NULL,"
                                    + " state TEXT NOT NULL, attempts BIGINT NOT NULL,"
                                    + " due BIGINT NOT NULL, since BIGINT NOT NULL,"
                                    + " day TEXT NOT NULL, cause TEXT NOT NULL,"
                                    + " failure TEXT NOT NULL, told BIGINT NOT NULL)",
                            "CREATE INDEX sms_outbox_due ON sms_outbox (account, state, due)",
                            "CREATE INDEX sms_outbox_told ON sms_outbox (told, state)",
                            "CREATE INDEX sms_outbox_whole ON sms_outbox (whole)",
                            "CREATE INDEX sms_outbox_user ON sms_outbox (user_jid, since)",
                            "CREATE INDEX sms_outbox_age ON sms_outbox (since)",
                            "CREATE TABLE sms_part (account TEXT NOT NULL,"
                                    + " provider_id TEXT NOT NULL, message TEXT NOT NULL,"
                                    + " stage TEXT NOT NULL, PRIMARY KEY (account, provider_id))",
                            "CREATE INDEX sms_part_message ON sms_part (message)",
                            "CREATE TABLE sms_early (account TEXT NOT NULL,"
                                    + " provider_id TEXT NOT NULL, stage TEXT NOT NULL,"
                                    + " cause TEXT NOT NULL, failure TEXT NOT NULL,"
                                    + " since BIGINT NOT NULL,"
                                    + " PRIMARY KEY (account, provider_id, stage))",
                            "CREATE TABLE sms_usage (user_jid TEXT NOT NULL, day TEXT NOT NULL,"
                                    + " recipient TEXT NOT NULL, account TEXT NOT NULL,"
                                    + " messages BIGINT NOT NULL, segments BIGINT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, day, recipient, account))",
                            "CREATE INDEX sms_usage_day ON sms_usage (day, recipient)",
                            "CREATE TABLE sms_inbox (id TEXT PRIMARY KEY, account TEXT NOT NULL,"
                                    + " provider_id TEXT NOT NULL, recipient TEXT NOT NULL,"
                                    + " sender TEXT NOT NULL, others TEXT NOT NULL,"
                                    + " body TEXT NOT NULL,"
                                    + " media TEXT NOT NULL, since BIGINT NOT NULL,"
                                    + " done BIGINT NOT NULL,"
                                    + " UNIQUE (account, provider_id, recipient))",
                            "CREATE INDEX sms_inbox_done ON sms_inbox (done, since)",
                            "CREATE TABLE sms_inpart (account TEXT NOT NULL, sender TEXT NOT NULL,"
                                    + " recipient TEXT NOT NULL, reference BIGINT NOT NULL,"
                                    + " total BIGINT NOT NULL, number BIGINT NOT NULL,"
                                    + " body TEXT NOT NULL, since BIGINT NOT NULL,"
                                    + " PRIMARY KEY (account, sender, recipient, reference, total,"
                                    + " number))",
                            "CREATE TABLE sms_thread (user_jid TEXT NOT NULL,"
                                    + " contact TEXT NOT NULL, number TEXT NOT NULL,"
                                    + " chosen BIGINT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, contact))",
                            "CREATE TABLE sms_block (number TEXT NOT NULL, peer TEXT NOT NULL,"
                                    + " since BIGINT NOT NULL, PRIMARY KEY (number, peer))",
                            "CREATE TABLE sms_name (localpart TEXT PRIMARY KEY,"
                                    + " name TEXT NOT NULL)",
                            "CREATE TABLE sms_group (room TEXT PRIMARY KEY,"
                                    + " members TEXT NOT NULL)",
                            "CREATE TABLE sms_claim (user_jid TEXT PRIMARY KEY,"
                                    + " number TEXT NOT NULL, code TEXT NOT NULL,"
                                    + " tries BIGINT NOT NULL, since BIGINT NOT NULL)",
                            "CREATE TABLE sms_owner (user_jid TEXT NOT NULL,"
                                    + " number TEXT NOT NULL, since BIGINT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, number))",
                            "CREATE INDEX sms_owner_number ON sms_owner (number)"),
                    List.of("ALTER TABLE sms_early ADD COLUMN peer TEXT NOT NULL DEFAULT ''"));

    private final OutboxTable outbox;
    private final ReportTable reports;
    private final UsageTable usage;
    private final InboxTable inbox;
    private final PartTable parts;
    private final PeopleTable people;
    private final ClaimTable claims;

    public SmsStore(Store store) {
        Database database = store.part("sms", STEPS);
        outbox = new OutboxTable(database);
        reports = new ReportTable(database);
        usage = new UsageTable(database);
        inbox = new InboxTable(database);
        parts = new PartTable(database);
        people = new PeopleTable(database);
        claims = new ClaimTable(database);
    }

    /** What an export and an erasure cover, and what forgets with time. */
    public static TableList tables(Store store) {
        var _ = store.part("sms", STEPS);
        return new TableList(SmsRecords.ALL, SmsSweeps.ALL);
    }

    /** Messages of users, until nothing more is expected of them. */
    public OutboxTable outbox() {
        return outbox;
    }

    /** What providers report about them. */
    public ReportTable reports() {
        return reports;
    }

    /** What they cost. */
    public UsageTable usage() {
        return usage;
    }

    /** Messages to users, until the core has them. */
    public InboxTable inbox() {
        return inbox;
    }

    /** Parts of messages to users, until they are whole. */
    public PartTable parts() {
        return parts;
    }

    /** Conversations, groups, names and who wants no messages. */
    public PeopleTable people() {
        return people;
    }

    /** Numbers that users claimed. */
    public ClaimTable claims() {
        return claims;
    }
}
