package im.isthmus.sms.store;

import im.isthmus.core.content.Hash;
import im.isthmus.core.store.database.Database;
import im.isthmus.sms.provider.SmsReport.Media;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Messages that providers gave us, until the core has them. */
public final class InboxTable {
    private static final String COLUMNS =
            "id, account, provider_id, recipient, sender, others, body, media, since";

    private final Database database;

    InboxTable(Database database) {
        this.database = database;
    }

    /**
     * Keeps a message; false if the provider told us before.
     *
     * @param window in which the same text from the same number is the same message, whatever it is
     *     called; zero if ids are to be trusted
     */
    public boolean keep(InboxMessage message, Duration window) {
        return database.write(handle -> {
            Instant since = message.since();
            if (window.isPositive()
                    && handle.select(
                                            "SELECT COUNT(*) FROM sms_inbox WHERE account = ?"
                                                    + " AND recipient = ? AND sender = ?"
                                                    + " AND body IN (?, ?)"
                                                    + " AND since BETWEEN ? AND ?",
                                            message.account(),
                                            message.recipient(),
                                            message.sender(),
                                            message.text(),
                                            Hash.SHA256.hex(message.text()),
                                            since.minus(window).toEpochMilli(),
                                            since.plus(window).toEpochMilli())
                                    .mapTo(Long.class)
                                    .one()
                            > 0) {
                return false;
            }
            return insert(handle, message);
        });
    }

    static boolean insert(Handle handle, InboxMessage message) {
        return handle.execute(
                        "INSERT INTO sms_inbox ("
                                + COLUMNS
                                + ", done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
                                + " ON CONFLICT (account, provider_id, recipient)"
                                + " DO NOTHING",
                        message.id(),
                        message.account(),
                        message.providerId(),
                        message.recipient(),
                        message.sender(),
                        String.join(",", message.others()),
                        message.text(),
                        joined(message.media()),
                        message.since().toEpochMilli())
                > 0;
    }

    /** Messages from before then that the core does not have yet, oldest first. */
    public List<InboxMessage> waiting(Instant before) {
        return database.read(handle ->
                handle.select(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM sms_inbox WHERE done = 0 AND since < ?"
                                        + " ORDER BY since LIMIT 1000",
                                before.toEpochMilli())
                        .map(InboxTable::message)
                        .list());
    }

    /** Whether the core does not have a message yet. */
    public boolean isWaiting(String id) {
        return database.read(handle ->
                handle.select("SELECT id FROM sms_inbox WHERE id = ? AND done = 0", id)
                        .mapTo(String.class)
                        .findFirst()
                        .isPresent());
    }

    /** The core has it: what it says is forgotten here, but for knowing it again. */
    public void done(InboxMessage message) {
        database.change(handle ->
                handle.execute(
                        "UPDATE sms_inbox SET done = 1, body = ?, media = '' WHERE id = ?",
                        Hash.SHA256.hex(message.text()),
                        message.id()));
    }

    private static InboxMessage message(ResultSet row, StatementContext context)
            throws SQLException {
        String others = row.getString("others");
        return new InboxMessage(
                row.getString("id"),
                row.getString("account"),
                row.getString("provider_id"),
                row.getString("recipient"),
                row.getString("sender"),
                others.isEmpty() ? List.of() : List.of(others.split(",")),
                row.getString("body"),
                split(row.getString("media")),
                Instant.ofEpochMilli(row.getLong("since")));
    }

    /** Neither URIs nor media types have spaces or line feeds. */
    private static String joined(List<Media> media) {
        return media.stream()
                .map(one -> one.url() + " " + one.type().replaceAll("\\s.*", ""))
                .collect(Collectors.joining("\n"));
    }

    private static List<Media> split(String text) {
        return text.lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Media(URI.create(parts[0]), parts.length > 1 ? parts[1] : ""))
                .toList();
    }
}
