package im.isthmus.sms.store;

import im.isthmus.core.store.database.Database;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.store.Budget.Acceptance;
import im.isthmus.sms.store.OutboxMessage.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Messages of users, from the moment they are accepted until nothing more is expected of them. */
public final class OutboxTable {
    private static final String COLUMNS =
            "id, whole, sender, stanza_id, origin_id, wants, contact, account, from_number,"
                    + " recipients, body, media, segments, state, attempts, since, day, cause,"
                    + " failure";

    /** For so long the same stanza again is a client that was not sure whether it was sent. */
    private static final Duration REPEATS = Duration.ofHours(24);

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Database database;

    OutboxTable(Database database) {
        this.database = database;
    }

    /** Accepts the messages of one stanza and reserves what they cost, all or nothing. */
    public Acceptance accept(List<OutboxMessage> messages, Budget budget) {
        return database.write(handle -> {
            if (isRepeated(handle, messages.getFirst())) {
                return Acceptance.REPEATED;
            }
            for (OutboxMessage message : messages) {
                Acceptance acceptance = UsageTable.reserve(handle, message, budget);
                if (acceptance != Acceptance.ACCEPTED) {
                    handle.rollback();
                    return acceptance;
                }
                insert(handle, message);
            }
            return Acceptance.ACCEPTED;
        });
    }

    /** Ids alone are not enough: some clients count from 1 in every session. */
    private static boolean isRepeated(Handle handle, OutboxMessage message) {
        String origin = message.ref().originId();
        String id = origin == null ? message.ref().id() : origin;
        return id != null
                && handle.select(
                                        "SELECT COUNT(*) FROM sms_outbox WHERE user_jid = ?"
                                                + " AND contact = ? AND since > ? AND body = ? AND "
                                                + (origin == null ? "stanza_id" : "origin_id")
                                                + " = ?",
                                        message.user().toString(),
                                        message.contact(),
                                        message.since().minus(REPEATS).toEpochMilli(),
                                        message.text(),
                                        id)
                                .mapTo(Long.class)
                                .one()
                        > 0;
    }

    private static void insert(Handle handle, OutboxMessage message) {
        handle.execute(
                "INSERT INTO sms_outbox (user_jid, due, told, "
                        + COLUMNS
                        + ") VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, 'OTHER', '')",
                message.user().toString(),
                message.since().toEpochMilli(),
                message.id(),
                message.whole(),
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
                message.day());
    }

    /**
     * Takes the oldest message of an account that is due, to be sent now; nobody else gets it.
     *
     * @param except numbers that must wait a little
     */
    public Optional<OutboxMessage> take(String account, Instant now, Collection<String> except) {
        return database.write(handle -> {
            Optional<OutboxMessage> due =
                    due(handle, account, State.QUEUED, now).stream()
                            .filter(message -> !except.contains(message.from()))
                            .findFirst();
            due.ifPresent(message ->
                    handle.execute(
                            "UPDATE sms_outbox SET state = 'SENDING', attempts = attempts + 1"
                                    + " WHERE id = ?",
                            message.id()));
            return due;
        });
    }

    /** Messages of an account that wait to be sent and are due. */
    public List<OutboxMessage> waiting(String account, Instant now) {
        return database.read(handle -> due(handle, account, State.QUEUED, now));
    }

    /** Messages of an account that are in doubt and due to be looked for. */
    public List<OutboxMessage> doubtful(String account, Instant now) {
        return database.read(handle -> due(handle, account, State.DOUBT, now));
    }

    /** Messages of an account that are being sent. */
    public List<OutboxMessage> sending(String account) {
        return database.read(handle -> due(handle, account, State.SENDING, LATEST));
    }

    private static List<OutboxMessage> due(
            Handle handle, String account, State state, Instant now) {
        return handle.select(
                        "SELECT "
                                + COLUMNS
                                + " FROM sms_outbox WHERE state = ? AND due <= ? AND account = ?"
                                + " ORDER BY since, due LIMIT 100",
                        state.name(),
                        now.toEpochMilli(),
                        account)
                .map(OutboxRows::message)
                .list();
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

    /** How many messages of an account wait. */
    public long count(String account) {
        return database.read(handle ->
                handle.select(
                                "SELECT COUNT(*) FROM sms_outbox"
                                        + " WHERE state IN ('QUEUED', 'DOUBT') AND account = ?",
                                account)
                        .mapTo(Long.class)
                        .one());
    }

    /** It goes back into the queue until then, unless a report came that knows better. */
    public void later(String id, Instant due) {
        move(id, State.QUEUED, due);
    }

    /** Nobody knows whether the provider has it; to be found out then, unless a report came. */
    public void doubt(String id, Instant due) {
        move(id, State.DOUBT, due);
    }

    private void move(String id, State state, Instant due) {
        database.change(handle ->
                handle.execute(
                        "UPDATE sms_outbox SET state = ?, due = ?"
                                + " WHERE id = ? AND state IN ('SENDING', 'DOUBT')",
                        state.name(),
                        due.toEpochMilli(),
                        id));
    }

    /** Another account sends it; only for what surely was not sent. */
    public void reroute(OutboxMessage message, String account, Instant due) {
        database.change(handle -> {
            int changed =
                    handle.execute(
                            "UPDATE sms_outbox SET account = ?, state = 'QUEUED', due = ?"
                                    + " WHERE id = ? AND account = ?"
                                    + " AND state IN ('QUEUED', 'SENDING', 'DOUBT')",
                            account,
                            due.toEpochMilli(),
                            message.id(),
                            message.account());
            if (changed > 0) {
                UsageTable.move(handle, message, account);
            }
        });
    }

    /**
     * It failed for good, or, with null, nobody can find out. What was not sent is not paid.
     *
     * @return the message as it is now; empty if a report came that knows better
     */
    public Optional<OutboxMessage> end(OutboxMessage message, @Nullable SmsFailure failure) {
        return database.write(handle -> {
            int changed =
                    handle.execute(
                            "UPDATE sms_outbox SET state = ?, cause = ?, failure = ?"
                                    + " WHERE id = ? AND state IN ('QUEUED', 'SENDING', 'DOUBT')",
                            (failure == null ? State.UNKNOWN : State.FAILED).name(),
                            failure == null ? "OTHER" : failure.cause().name(),
                            failure == null ? "" : failure.detail(),
                            message.id());
            if (changed == 0) {
                return Optional.empty();
            }
            if (failure != null) {
                UsageTable.refund(handle, message);
            }
            return find(handle, message.id());
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

    /**
     * What there is to tell about the stanza that a message belongs to: the first part that failed,
     * or the last when all arrived; empty if parts are under way, or it was told before.
     */
    public Optional<OutboxMessage> toTell(String whole) {
        return database.read(handle -> {
            List<OutboxMessage> parts =
                    handle.select(
                                    "SELECT "
                                            + COLUMNS
                                            + " FROM sms_outbox WHERE whole = ? ORDER BY since, id",
                                    whole)
                            .map(OutboxRows::message)
                            .list();
            Optional<OutboxMessage> bad =
                    parts.stream()
                            .filter(part -> part.state().isEnd())
                            .filter(part -> part.state() != State.DELIVERED)
                            .findFirst();
            boolean open = parts.stream().anyMatch(part -> !part.state().isEnd());
            if (bad.isPresent()) {
                return bad.filter(_ -> !is(handle, whole, "told > 0 AND state <> 'DELIVERED'"));
            }
            return open || !is(handle, whole, "told = 0")
                    ? Optional.empty()
                    : parts.stream().reduce((_, last) -> last);
        });
    }

    /** Whether there is such a part. */
    private static boolean is(Handle handle, String whole, String such) {
        return handle.select("SELECT id FROM sms_outbox WHERE whole = ? AND " + such, whole)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    /** Messages that ended before then and whose end the user was not told yet, oldest first. */
    public List<OutboxMessage> untold(Instant before) {
        return database.read(handle ->
                handle.select(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM sms_outbox WHERE told = 0 AND since < ?"
                                        + " AND state IN ('DELIVERED', 'FAILED', 'UNKNOWN')"
                                        + " ORDER BY since LIMIT 1000",
                                before.toEpochMilli())
                        .map(OutboxRows::message)
                        .list());
    }

    /** The user was told the end of all that there is of a stanza. */
    public void told(String whole) {
        database.change(handle ->
                handle.execute(
                        "UPDATE sms_outbox SET told = 1 WHERE whole = ?"
                                + " AND state IN ('DELIVERED', 'FAILED', 'UNKNOWN')",
                        whole));
    }
}
