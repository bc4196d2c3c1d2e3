package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Database;
import im.isthmus.sms.provider.SmsReport.Media;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.store.OutboxMessage.State;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What providers told us: messages, and what became of ours. */
public final class InboxTable {
    private final Database database;

    InboxTable(Database database) {
        this.database = database;
    }

    /** Keeps a message; false if the provider told us before. */
    public boolean keep(InboxMessage message) {
        return database.write(handle ->
                handle.execute(
                                "INSERT INTO sms_inbox (id, account, provider_id, recipient,"
                                        + " sender, body, media, since, done)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"
                                        + " ON CONFLICT (account, provider_id, recipient)"
                                        + " DO NOTHING",
                                message.id(),
                                message.account(),
                                message.providerId(),
                                message.recipient(),
                                message.sender(),
                                message.text(),
                                joined(message.media()),
                                message.since().toEpochMilli())
                        > 0);
    }

    /** Messages that the core does not have yet, oldest first. */
    public List<InboxMessage> waiting() {
        return database.read(handle ->
                handle.select(
                                "SELECT id, account, provider_id, recipient, sender, body, media,"
                                        + " since FROM sms_inbox WHERE done = 0"
                                        + " ORDER BY since LIMIT 1000")
                        .map(InboxTable::message)
                        .list());
    }

    /** The core has it. */
    public void done(String id) {
        database.change(handle -> handle.execute("UPDATE sms_inbox SET done = 1 WHERE id = ?", id));
    }

    /** Through which of our numbers a user and a contact last wrote to each other. */
    public Optional<String> thread(Jid user, String contact) {
        return database.read(handle ->
                handle.select(
                                "SELECT number FROM sms_thread"
                                        + " WHERE user_jid = ? AND contact = ?",
                                user.toString(),
                                contact)
                        .mapTo(String.class)
                        .findFirst());
    }

    /** Remembers it. */
    public void thread(Jid user, String contact, String number) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO sms_thread (user_jid, contact, number) VALUES (?, ?, ?)"
                                + " ON CONFLICT (user_jid, contact)"
                                + " DO UPDATE SET number = excluded.number",
                        user.toString(),
                        contact,
                        number));
    }

    /**
     * Takes note of a report about a message of ours. One about a message that is not known (yet)
     * is kept for {@link #early}.
     *
     * @return the message, if that was its end: all parts arrived, or one did not
     */
    public Optional<OutboxMessage> progress(String account, Progress report, Instant now) {
        return database.write(handle -> {
            Optional<String> message = messageOf(handle, account, report);
            if (message.isEmpty()) {
                keepEarly(handle, account, report, now);
                return Optional.empty();
            }
            return advance(handle, account, message.get(), report);
        });
    }

    private static Optional<String> messageOf(Handle handle, String account, Progress report) {
        Optional<String> byPart =
                handle.select(
                                "SELECT message FROM sms_part"
                                        + " WHERE account = ? AND provider_id = ?",
                                account,
                                report.id())
                        .mapTo(String.class)
                        .findFirst();
        if (byPart.isPresent() || report.ours().isEmpty()) {
            return byPart;
        }
        return OutboxTable.find(handle, report.ours())
                .filter(message -> message.account().equals(account))
                .map(OutboxMessage::id);
    }

    private static Optional<OutboxMessage> advance(
            Handle handle, String account, String id, Progress report) {
        if (!report.id().isEmpty()) {
            handle.execute(
                    "INSERT INTO sms_part (account, provider_id, message, stage)"
                            + " VALUES (?, ?, ?, 'QUEUED')"
                            + " ON CONFLICT (account, provider_id) DO NOTHING",
                    account,
                    report.id(),
                    id);
        }
        OutboxMessage message = OutboxTable.find(handle, id).orElseThrow();
        boolean news = note(handle, account, report);
        State end = end(handle, id, report);
        if (end == State.ACCEPTED) {
            boolean early = message.state() == State.SENDING || message.state() == State.DOUBT;
            if (early) {
                OutboxTable.state(handle, id, State.ACCEPTED, "");
            }
            return Optional.empty();
        }
        boolean later = message.state() == State.FAILED && end == State.DELIVERED;
        if (!news || (isOver(message.state()) && !later)) {
            return Optional.empty();
        }
        OutboxTable.state(handle, id, end, end == State.FAILED ? report.text() : "");
        handle.execute("UPDATE sms_outbox SET told = 0 WHERE id = ?", id);
        return OutboxTable.find(handle, id);
    }

    private static boolean isOver(State state) {
        return state == State.DELIVERED || state == State.FAILED || state == State.UNKNOWN;
    }

    /** Whether the report is later than what was known about this part. */
    private static boolean note(Handle handle, String account, Progress report) {
        if (report.id().isEmpty()) {
            return true;
        }
        Stage known =
                Stage.valueOf(
                        handle.select(
                                        "SELECT stage FROM sms_part"
                                                + " WHERE account = ? AND provider_id = ?",
                                        account,
                                        report.id())
                                .mapTo(String.class)
                                .one());
        if (!report.stage().follows(known)) {
            return false;
        }
        handle.execute(
                "UPDATE sms_part SET stage = ? WHERE account = ? AND provider_id = ?",
                report.stage().name(),
                account,
                report.id());
        return true;
    }

    /** A message failed if a part did, and arrived when all parts have. */
    private static State end(Handle handle, String id, Progress report) {
        if (report.stage() == Stage.FAILED) {
            return State.FAILED;
        }
        List<String> stages =
                handle.select("SELECT stage FROM sms_part WHERE message = ?", id)
                        .mapTo(String.class)
                        .list();
        boolean all = stages.stream().allMatch(stage -> stage.equals(Stage.DELIVERED.name()));
        return report.stage() == Stage.DELIVERED && all ? State.DELIVERED : State.ACCEPTED;
    }

    private static void keepEarly(Handle handle, String account, Progress report, Instant now) {
        handle.execute(
                "INSERT INTO sms_early (account, provider_id, stage, failure, since)"
                        + " VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, provider_id, stage) DO NOTHING",
                account,
                report.id(),
                report.stage().name(),
                report.text(),
                now.toEpochMilli());
    }

    /**
     * Reports about provider ids that came before the ids were known; they are given once.
     *
     * @param since older ones are dropped
     */
    public List<Progress> early(String account, List<String> providerIds, Instant since) {
        return database.write(handle -> {
            handle.execute("DELETE FROM sms_early WHERE since < ?", since.toEpochMilli());
            List<Progress> found = new ArrayList<>();
            for (String id : providerIds) {
                handle.select(
                                "SELECT stage, failure FROM sms_early"
                                        + " WHERE account = ? AND provider_id = ?",
                                account,
                                id)
                        .map((row, context) ->
                                new Progress(
                                        id,
                                        "",
                                        Stage.valueOf(row.getString("stage")),
                                        "",
                                        row.getString("failure"),
                                        0))
                        .forEach(found::add);
                handle.execute(
                        "DELETE FROM sms_early WHERE account = ? AND provider_id = ?", account, id);
            }
            return found;
        });
    }

    private static InboxMessage message(ResultSet row, StatementContext context)
            throws SQLException {
        return new InboxMessage(
                row.getString("id"),
                row.getString("account"),
                row.getString("provider_id"),
                row.getString("recipient"),
                row.getString("sender"),
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
