package im.isthmus.core.store.table;

import java.util.List;

/** How the tables of the part {@code delivery} came to be. */
final class DeliverySteps {
    static final String PART = "delivery";

    /** Times are milliseconds since 1970. */
    static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE delivery_outbox (
                              seq BIGINT PRIMARY KEY,
                              user_jid TEXT NOT NULL,
                              contact TEXT NOT NULL,
                              stanza_id TEXT NOT NULL,
                              legacy_id TEXT,
                              stanza TEXT NOT NULL,
                              note TEXT,
                              given_at BIGINT NOT NULL,
                              due_at BIGINT NOT NULL,
                              attempts INTEGER NOT NULL,
                              taken_at BIGINT)\
                            """,
                            "CREATE INDEX delivery_outbox_id"
                                    + " ON delivery_outbox (user_jid, stanza_id)",
                            "CREATE INDEX delivery_outbox_open"
                                    + " ON delivery_outbox (user_jid, seq) WHERE taken_at IS NULL",
                            "CREATE INDEX delivery_outbox_taken"
                                    + " ON delivery_outbox (taken_at) WHERE taken_at IS NOT NULL",
                            """
                            CREATE TABLE delivery_known (
                              user_jid TEXT,
                              contact TEXT,
                              legacy_id TEXT,
                              seen_at BIGINT NOT NULL,
                              PRIMARY KEY (user_jid, contact, legacy_id))\
                            """,
                            "CREATE INDEX delivery_known_seen ON delivery_known (seen_at)",
                            """
                            CREATE TABLE delivery_journal (
                              seq BIGINT PRIMARY KEY,
                              user_jid TEXT NOT NULL,
                              sender TEXT NOT NULL,
                              stanza_id TEXT NOT NULL,
                              recipient TEXT NOT NULL,
                              given_at BIGINT NOT NULL)\
                            """,
                            "CREATE INDEX delivery_journal_user"
                                    + " ON delivery_journal (user_jid, sender, stanza_id)"));

    private DeliverySteps() {}
}
