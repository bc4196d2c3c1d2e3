package im.isthmus.sms.store;

import im.isthmus.core.store.database.Database;
import im.isthmus.sms.provider.SmsReport.ReceivedPart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Parts of messages that came in, until all are there, in whatever order. */
public final class PartTable {
    private static final String WHICH =
            " WHERE account = ? AND sender = ? AND recipient = ? AND reference = ? AND total = ?";

    private final Database database;

    PartTable(Database database) {
        this.database = database;
    }

    /**
     * Keeps a part.
     *
     * @param id of the message that it may complete
     * @return the message, if it was the last part
     */
    public Optional<InboxMessage> keep(String account, ReceivedPart part, String id, Instant now) {
        return database.write(handle -> {
            handle.execute(
                    "INSERT INTO sms_inpart (account, sender, recipient, reference, total, number,"
                            + " body, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account,"
                            + " sender, recipient, reference, total, number) DO NOTHING",
                    account,
                    part.from(),
                    part.to(),
                    part.reference(),
                    part.total(),
                    part.number(),
                    part.text(),
                    now.toEpochMilli());
            long count =
                    handle.select("SELECT COUNT(*) FROM sms_inpart" + WHICH, key(account, part))
                            .mapTo(Long.class)
                            .one();
            return count < part.total()
                    ? Optional.empty()
                    : Optional.of(join(handle, account, part, id, now));
        });
    }

    /** Parts whose others did not come before then, as messages of what there is. */
    public List<InboxMessage> giveUp(Instant before, List<String> ids, Instant now) {
        return database.write(handle -> {
            List<OldPart> old =
                    handle.select(
                                    "SELECT DISTINCT account, sender, recipient, reference, total"
                                            + " FROM sms_inpart WHERE since < ? LIMIT ?",
                                    before.toEpochMilli(),
                                    ids.size())
                            .map((row, context) ->
                                    new OldPart(
                                            row.getString(1),
                                            new ReceivedPart(
                                                    row.getString(2),
                                                    row.getString(3),
                                                    row.getInt(4),
                                                    row.getInt(5),
                                                    0,
                                                    "")))
                            .list();
            List<InboxMessage> messages = new java.util.ArrayList<>();
            for (OldPart each : old) {
                String id = ids.get(messages.size());
                messages.add(join(handle, each.account(), each.part(), id, now));
            }
            return messages;
        });
    }

    private record OldPart(String account, ReceivedPart part) {}

    private static Object[] key(String account, ReceivedPart part) {
        return new Object[] {account, part.from(), part.to(), part.reference(), part.total()};
    }

    private static InboxMessage join(
            Handle handle, String account, ReceivedPart part, String id, Instant now) {
        List<String> texts =
                handle.select(
                                "SELECT body FROM sms_inpart" + WHICH + " ORDER BY number",
                                key(account, part))
                        .mapTo(String.class)
                        .list();
        handle.execute("DELETE FROM sms_inpart" + WHICH, key(account, part));
        String missing = texts.size() < part.total() ? " [...]" : "";
        InboxMessage message =
                new InboxMessage(
                        id,
                        account,
                        id,
                        part.to(),
                        part.from(),
                        List.of(),
                        String.join("", texts) + missing,
                        List.of(),
                        now);
        InboxTable.insert(handle, message);
        return message;
    }
}
