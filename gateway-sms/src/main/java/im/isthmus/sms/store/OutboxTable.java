package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Database;
import im.isthmus.sms.store.Budget.Bound;
import im.isthmus.sms.store.OutboxMessage.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages of users, from the moment they are accepted; and the segments that they cost. */
public final class OutboxTable {
    private static final String COLUMNS =
            "id, sender, stanza_id, origin_id, wants, contact, account, from_number, recipients,"
                    + " body, media, segments, state, attempts, since, failure";

    private final Database database;

    OutboxTable(Database database) {
        this.database = database;
    }

    /**
     * Accepts messages and reserves what they cost, all or nothing.
     *
     * @param day in the admin's calendar, such as {@code 2026-11-24}
     * @return the bound that is in the way; {@code NONE} if they were accepted
     */
    public Bound accept(List<OutboxMessage> messages, String day, Budget budget) {
        return database.write(handle -> {
            for (OutboxMessage message : messages) {
                Bound bound = reserve(handle, message, day, budget);
                if (bound != Bound.NONE) {
                    handle.rollback();
                    return bound;
                }
                insert(handle, message);
            }
            return Bound.NONE;
        });
    }

    private static Bound reserve(Handle handle, OutboxMessage message, String day, Budget budget) {
        String user = message.user().toString();
        for (String recipient : message.to()) {
            handle.execute(
                    "INSERT INTO sms_usage (user_jid, day, recipient, segments)"
                            + " VALUES (?, ?, ?, ?) ON CONFLICT (user_jid, day, recipient)"
                            + " DO UPDATE SET segments = sms_usage.segments + excluded.segments",
                    user,
                    day,
                    recipient,
                    message.segments());
            if (sum(handle, "user_jid = ? AND day = ? AND recipient = ?", user, day, recipient)
                    > budget.toOne()) {
                return Bound.TO_ONE;
            }
        }
        if (sum(handle, "user_jid = ? AND day = ?", user, day) > budget.ofUser()) {
            return Bound.OF_USER;
        }
        return sum(handle, "day = ?", day) > budget.total() ? Bound.TOTAL : Bound.NONE;
    }

    private static long sum(Handle handle, String where, Object... arguments) {
        return handle.select(
                        "SELECT COALESCE(SUM(segments), 0) FROM sms_usage WHERE " + where,
                        arguments)
                .mapTo(Long.class)
                .one();
    }

    private static void insert(Handle handle, OutboxMessage message) {
        handle.execute(
                "INSERT INTO sms_outbox (user_jid, due, told, "
                        + COLUMNS
                        + ") VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                message.user().toString(),
                message.since().toEpochMilli(),
                message.id(),
                message.ref().sender().toString(),
                message.ref().id(),
                message.ref().originId(),
                OutboxRows.wants(message.ref().wants()),
                message.contact(),
                message.account(),
                message.from(),
                String.join(",", message.to()),
                message.text(),
                OutboxRows.joined(message.media()),
                message.segments(),
                message.state().name(),
                message.attempts(),
                message.since().toEpochMilli(),
                message.failure());
    }

    /** Segments that a user spent on a day. */
    public int spent(Jid user, String day) {
        return database.read(handle ->
                (int) sum(handle, "user_jid = ? AND day = ?", user.bare().toString(), day));
    }

    /**
     * Takes the oldest message of an account that is due, to be sent now; nobody else gets it.
     *
     * @param except numbers that must wait a little
     */
    public Optional<OutboxMessage> take(String account, Instant now, List<String> except) {
        return database.write(handle -> {
            Optional<OutboxMessage> due = due(handle, account, State.QUEUED, now, except);
            due.ifPresent(message ->
                    handle.execute(
                            "UPDATE sms_outbox SET state = ?, attempts = attempts + 1"
                                    + " WHERE id = ?",
                            State.SENDING.name(),
                            message.id()));
            return due;
        });
    }

    /** A message of an account that is in doubt and due to be looked for. */
    public Optional<OutboxMessage> doubtful(String account, Instant now) {
        return database.read(handle -> due(handle, account, State.DOUBT, now, List.of()));
    }

    private static Optional<OutboxMessage> due(
            Handle handle, String account, State state, Instant now, List<String> except) {
        return handle
                .select(
                        "SELECT "
                                + COLUMNS
                                + " FROM sms_outbox WHERE state = ? AND due <= ? AND account = ?"
                                + " ORDER BY due, since LIMIT 50",
                        state.name(),
                        now.toEpochMilli(),
                        account)
                .map(OutboxRows::message)
                .stream()
                .filter(message -> !except.contains(message.from()))
                .findFirst();
    }

    /** When the next message of an account is due; empty if none waits. */
    public Optional<Instant> next(String account) {
        return database.read(handle ->
                handle.select(
                                "SELECT MIN(due) FROM sms_outbox"
                                        + " WHERE state IN ('QUEUED', 'DOUBT') AND account = ?",
                                account)
                        .mapTo(Long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli));
    }

    /** The provider has it under these names. What it reported before is counted now. */
    public void accepted(OutboxMessage message, List<String> providerIds) {
        database.change(handle -> {
            state(handle, message.id(), State.ACCEPTED, "");
            for (String id : providerIds) {
                handle.execute(
                        "INSERT INTO sms_part (account, provider_id, message, stage)"
                                + " VALUES (?, ?, ?, 'QUEUED')"
                                + " ON CONFLICT (account, provider_id) DO NOTHING",
                        message.account(),
                        id,
                        message.id());
            }
        });
    }

    /** It goes back into the queue until then. */
    public void later(OutboxMessage message, Instant due) {
        move(message, State.QUEUED, due);
    }

    /** Nobody knows whether the provider has it; to be found out then. */
    public void doubt(OutboxMessage message, Instant due) {
        move(message, State.DOUBT, due);
    }

    private void move(OutboxMessage message, State state, Instant due) {
        database.change(handle ->
                handle.execute(
                        "UPDATE sms_outbox SET state = ?, due = ? WHERE id = ?",
                        state.name(),
                        due.toEpochMilli(),
                        message.id()));
    }

    /** It failed for good, or nobody can find out: what was not sent is not paid. */
    public void failed(OutboxMessage message, State state, String failure, String refundDay) {
        database.change(handle -> {
            state(handle, message.id(), state, failure);
            if (!refundDay.isEmpty()) {
                for (String recipient : message.to()) {
                    handle.execute(
                            "UPDATE sms_usage SET segments = segments - ?"
                                    + " WHERE user_jid = ? AND day = ? AND recipient = ?",
                            message.segments(),
                            message.user().toString(),
                            refundDay,
                            recipient);
                }
            }
        });
    }

    /** What was being sent when the process died is in doubt; how many that were. */
    public int recover(Instant due) {
        return database.write(handle ->
                handle.execute(
                        "UPDATE sms_outbox SET state = 'DOUBT', due = ? WHERE state = 'SENDING'",
                        due.toEpochMilli()));
    }

    /** A message by our own id. */
    public Optional<OutboxMessage> find(String id) {
        return database.read(handle -> find(handle, id));
    }

    static Optional<OutboxMessage> find(Handle handle, String id) {
        return handle.select("SELECT " + COLUMNS + " FROM sms_outbox WHERE id = ?", id)
                .map(OutboxRows::message)
                .findFirst();
    }

    static void state(Handle handle, String id, State state, String failure) {
        handle.execute(
                "UPDATE sms_outbox SET state = ?, failure = ? WHERE id = ?",
                state.name(),
                failure,
                id);
    }

    /** Messages whose end the user was not told yet, oldest first. */
    public List<OutboxMessage> untold() {
        return database.read(handle ->
                handle.select(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM sms_outbox WHERE told = 0 AND state IN"
                                        + " ('DELIVERED', 'FAILED', 'UNKNOWN')"
                                        + " ORDER BY since LIMIT 1000")
                        .map(OutboxRows::message)
                        .list());
    }

    /** The user was told the end of it. */
    public void told(String id) {
        database.change(
                handle -> handle.execute("UPDATE sms_outbox SET told = 1 WHERE id = ?", id));
    }
}
