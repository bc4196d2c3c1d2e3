package im.isthmus.email.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of {@link OutgoingMails} as records, and back. */
final class OutgoingRows {
    private OutgoingRows() {}

    static final String FIELDS =
            "SELECT id, user_jid, localpart, recipients, message_id, token, state, due, attempts,"
                    + " created, heading FROM email_outgoing ";

    static void insertPart(Handle handle, long id, int seq, MessageRef ref, Content content) {
        handle.execute(
                "INSERT INTO email_outgoing_part (outgoing, seq, sender, stanza_id, origin_id,"
                        + " receipt, marker, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                seq,
                ref.sender().toString(),
                ref.id(),
                ref.originId(),
                ref.wants().receipt() ? 1 : 0,
                ref.wants().marker() ? 1 : 0,
                StoredContent.write(content));
    }

    /** The messages that a mail is made of. */
    static List<Part> parts(Handle handle, long id) {
        return handle.createQuery(
                        "SELECT seq, sender, stanza_id, origin_id, receipt, marker, content FROM"
                                + " email_outgoing_part WHERE outgoing = :id ORDER BY seq")
                .bind("id", id)
                .map((row, _) -> part(row))
                .list();
    }

    private static Part part(ResultSet row) throws SQLException {
        @Nullable String stanzaId = row.getString(3);
        @Nullable String originId = row.getString(4);
        MessageRef.Wants wants = new MessageRef.Wants(row.getInt(5) == 1, row.getInt(6) == 1);
        MessageRef ref = new MessageRef(Jid.checked(row.getString(2)), stanzaId, originId, wants);
        return new Part(row.getInt(1), ref, StoredContent.read(row.getString(7)));
    }

    static Outgoing outgoing(ResultSet row) throws SQLException {
        return new Outgoing(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getInt(9),
                Instant.ofEpochMilli(row.getLong(10)),
                Heading.read(row.getString(11)));
    }
}
