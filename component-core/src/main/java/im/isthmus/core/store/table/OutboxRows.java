package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of the outbox as records, and as their user is shown them. */
final class OutboxRows {
    private OutboxRows() {}

    static OutboxTable.Row read(ResultSet row) throws SQLException {
        return new OutboxTable.Row(
                row.getLong("seq"),
                Jid.checked(row.getString("user_jid")),
                row.getString("contact"),
                row.getString("stanza_id"),
                row.getString("legacy_id"),
                row.getString("stanza"),
                row.getString("note"),
                Instant.ofEpochMilli(row.getLong("given_at")),
                Instant.ofEpochMilli(row.getLong("due_at")),
                row.getInt("attempts"));
    }

    static Map<String, Object> shown(OutboxTable.Row row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", row.contact());
        shown.put("id", row.stanzaId());
        shown.put("at", row.givenAt().toString());
        shown.put("stanza", row.stanza());
        return shown;
    }
}
