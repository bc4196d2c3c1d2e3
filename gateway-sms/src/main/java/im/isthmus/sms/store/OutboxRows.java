package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.store.OutboxMessage.State;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** How messages stand in their table. */
final class OutboxRows {
    private OutboxRows() {}

    static OutboxMessage message(java.sql.ResultSet row, StatementContext context)
            throws java.sql.SQLException {
        MessageRef ref =
                new MessageRef(
                        Jid.checked(row.getString("sender")),
                        row.getString("stanza_id"),
                        row.getString("origin_id"),
                        wants(row.getLong("wants")));
        return new OutboxMessage(
                row.getString("id"),
                row.getString("whole"),
                ref,
                row.getString("contact"),
                row.getString("account"),
                row.getString("from_number"),
                List.of(row.getString("recipients").split(",")),
                row.getString("body"),
                split(row.getString("media")),
                row.getInt("segments"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getString("day"),
                State.valueOf(row.getString("state")) == State.FAILED
                        ? new SmsFailure(
                                SmsFailure.Cause.valueOf(row.getString("cause")),
                                row.getString("failure"))
                        : null);
    }

    static int wants(MessageRef.Wants wants) {
        return (wants.receipt() ? 1 : 0) + (wants.marker() ? 2 : 0);
    }

    private static MessageRef.Wants wants(long bits) {
        return new MessageRef.Wants((bits & 1) != 0, (bits & 2) != 0);
    }

    /** URIs have no spaces. */
    static String joined(List<URI> media) {
        return String.join(" ", media.stream().map(URI::toString).toList());
    }

    static List<URI> split(String media) {
        return media.isEmpty()
                ? List.of()
                : List.of(media.split(" ")).stream().map(URI::create).toList();
    }
}
