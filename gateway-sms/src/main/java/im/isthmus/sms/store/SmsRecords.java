package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What the gateway knows about one user. Columns whose names are times are shown as such.
 *
 * @param title of an export
 * @param table it is in
 * @param columns that are shown
 */
record SmsRecords(String title, String table, List<String> columns) implements UserRecords {
    static final List<UserRecords> ALL =
            List.of(
                    new SmsRecords(
                            "sms messages",
                            "sms_outbox",
                            List.of("contact", "from_number", "body", "media", "state", "since")),
                    new SmsRecords(
                            "sms usage",
                            "sms_usage",
                            List.of("day", "recipient", "messages", "segments")),
                    new SmsRecords("sms conversations", "sms_thread", List.of("contact", "number")),
                    new SmsRecords("sms claims", "sms_claim", List.of("number", "since")),
                    new SmsRecords("sms numbers", "sms_owner", List.of("number", "since")));

    /** Who could read a code here would prove nothing with it. */
    private static final String BODY =
            "CASE WHEN stanza_id = '"
                    + OutboxMessage.CLAIM
                    + "' || id THEN '' ELSE body END AS body";

    private static final Set<String> TIMES = Set.of("since");

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.select(
                        "SELECT "
                                + String.join(", ", columns).replace("body", BODY)
                                + " FROM "
                                + table
                                + " WHERE user_jid = ?",
                        user.toString())
                .map((row, context) -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    for (String column : columns) {
                        shown.put(
                                column,
                                TIMES.contains(column)
                                        ? Instant.ofEpochMilli(row.getLong(column)).toString()
                                        : row.getString(column));
                    }
                    return shown;
                })
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        if (table.equals("sms_outbox")) {
            transaction.execute(
                    "DELETE FROM sms_part WHERE message IN"
                            + " (SELECT id FROM sms_outbox WHERE user_jid = ?)",
                    user.toString());
        }
        transaction.execute("DELETE FROM " + table + " WHERE user_jid = ?", user.toString());
    }
}
