package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.database.Database;
import im.isthmus.sms.store.Budget.Acceptance;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Segments that were reserved, by user, day, account and recipient. */
public final class UsageTable {
    /** Digits at the end of a number that do not make it another range. */
    private static final int RANGE = 4;

    private final Database database;

    UsageTable(Database database) {
        this.database = database;
    }

    /**
     * What was spent.
     *
     * @param user a bare JID; empty if it is of all users together
     * @param day such as {@code 2026-11-24}; empty if it is of all days together
     */
    public record Spent(String user, String day, String account, long messages, long segments) {}

    static Acceptance reserve(Handle handle, OutboxMessage message, Budget budget) {
        String user = message.user().toString();
        String day = message.day();
        for (String recipient : message.to()) {
            add(handle, message, recipient, message.account());
            if (sum(handle, "user_jid = ? AND day = ? AND recipient = ?", user, day, recipient)
                    > budget.toOne()) {
                return Acceptance.OVER_ONE;
            }
            if (sum(handle, "day = ? AND recipient LIKE ?", day, range(recipient))
                    > budget.toRange()) {
                return Acceptance.OVER_RANGE;
            }
        }
        if (sum(handle, "user_jid = ? AND day = ?", user, day) > budget.ofUser()) {
            return Acceptance.OVER_USER;
        }
        return sum(handle, "day = ?", day) > budget.total()
                ? Acceptance.OVER_TOTAL
                : Acceptance.ACCEPTED;
    }

    private static void add(
            Handle handle, OutboxMessage message, String recipient, String account) {
        handle.execute(
                "INSERT INTO sms_usage (user_jid, day, recipient, account, messages, segments)"
                        + " VALUES (?, ?, ?, ?, 1, ?)"
                        + " ON CONFLICT (user_jid, day, recipient, account) DO UPDATE"
                        + " SET segments = sms_usage.segments + excluded.segments,"
                        + " messages = sms_usage.messages + 1",
                message.user().toString(),
                message.day(),
                recipient,
                account,
                message.segments());
    }

    /** Numbers have digits and a plus sign only, so nothing of them means anything to LIKE. */
    private static String range(String recipient) {
        return recipient.startsWith("+") && recipient.length() > RANGE + 3
                ? recipient.substring(0, recipient.length() - RANGE) + "_".repeat(RANGE)
                : recipient;
    }

    private static long sum(Handle handle, String where, Object... arguments) {
        return handle.select(
                        "SELECT COALESCE(SUM(segments), 0) FROM sms_usage WHERE " + where,
                        arguments)
                .mapTo(Long.class)
                .one();
    }

    /** What was not sent is not paid. */
    static void refund(Handle handle, OutboxMessage message) {
        for (String recipient : message.to()) {
            handle.execute(
                    "UPDATE sms_usage SET segments = segments - ?, messages = messages - 1"
                            + " WHERE user_jid = ? AND day = ? AND recipient = ? AND account = ?",
                    message.segments(),
                    message.user().toString(),
                    message.day(),
                    recipient,
                    message.account());
        }
    }

    /** Another account sends it and is paid. */
    static void move(Handle handle, OutboxMessage message, String account) {
        refund(handle, message);
        for (String recipient : message.to()) {
            add(handle, message, recipient, account);
        }
    }

    /** Segments that a user spent on a day. */
    public int spent(Jid user, String day) {
        return database.read(handle ->
                (int) sum(handle, "user_jid = ? AND day = ?", user.bare().toString(), day));
    }

    /** What a user spent since a day, by day and account, newest first. */
    public List<Spent> of(Jid user, String since) {
        return database.read(handle ->
                handle.select(
                                "SELECT day, account, SUM(messages), SUM(segments) FROM sms_usage"
                                        + " WHERE user_jid = ? AND day >= ? GROUP BY day, account"
                                        + " ORDER BY day DESC, account LIMIT 1000",
                                user.bare().toString(),
                                since)
                        .map((row, context) ->
                                new Spent(
                                        "",
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                        .list());
    }

    /** What each user spent since a day, by account, the most first. */
    public List<Spent> ofAll(String since) {
        return database.read(handle ->
                handle.select(
                                "SELECT user_jid, account, SUM(messages), SUM(segments) AS total"
                                        + " FROM sms_usage WHERE day >= ?"
                                        + " GROUP BY user_jid, account"
                                        + " ORDER BY total DESC, user_jid LIMIT 1000",
                                since)
                        .map((row, context) ->
                                new Spent(
                                        row.getString(1),
                                        "",
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                        .list());
    }
}
