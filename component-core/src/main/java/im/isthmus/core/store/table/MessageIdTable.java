package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Which message of XMPP is which on the legacy network, for each user and conversation. */
public final class MessageIdTable implements UserRecords, Swept {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE message_id (user_jid TEXT NOT NULL,"
                                    + " conversation TEXT NOT NULL, xmpp_id TEXT NOT NULL,"
                                    + " legacy_id TEXT NOT NULL, kind TEXT NOT NULL,"
                                    + " at BIGINT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, conversation, xmpp_id))",
                            "CREATE INDEX message_id_legacy"
                                    + " ON message_id (user_jid, conversation, legacy_id)",
                            "CREATE INDEX message_id_of_user ON message_id (user_jid, at)",
                            "CREATE INDEX message_id_age ON message_id (at)"));

    private final Database database;

    public MessageIdTable(Store store) {
        this.database = store.part("message_id", STEPS);
    }

    /** What an XMPP id is to its message; sorted by name, the id comes before the parts. */
    public enum Kind {
        /** The id of its stanza. */
        ID,
        /** Another name for the same stanza, such as the origin-id. */
        ALIAS,
        /** The id of a further stanza, where one message became several. */
        PART
    }

    /**
     * A message by its names on both sides.
     *
     * @param conversation the localpart, and for somebody in a room also the nick
     */
    public record Entry(
            Jid user, String conversation, String xmppId, String legacyId, Kind kind, Instant at) {}

    /** Keeps entries; those with the same XMPP id as an earlier one replace it. */
    public void add(List<Entry> entries) {
        database.change(handle -> {
            PreparedBatch batch =
                    handle.prepareBatch(
                            "INSERT INTO message_id"
                                    + " (user_jid, conversation, xmpp_id, legacy_id, kind, at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?)"
                                    + " ON CONFLICT (user_jid, conversation, xmpp_id) DO UPDATE"
                                    + " SET legacy_id = excluded.legacy_id, kind = excluded.kind,"
                                    + " at = excluded.at");
            for (Entry each : entries) {
                batch.add(
                        each.user().toString(),
                        each.conversation(),
                        each.xmppId(),
                        each.legacyId(),
                        each.kind().name(),
                        each.at().toEpochMilli());
            }
            batch.execute();
        });
    }

    /** What the network calls a message; null if that is not known. */
    public @Nullable String legacyId(Jid user, String conversation, String xmppId) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT legacy_id FROM message_id WHERE user_jid = :user"
                                        + " AND conversation = :conversation AND xmpp_id = :id")
                        .bind("user", user.toString())
                        .bind("conversation", conversation)
                        .bind("id", xmppId)
                        .mapTo(String.class)
                        .findFirst()
                        .orElse(null));
    }

    /** The ids of the stanzas that a message of the network became, the first one first. */
    public List<String> xmppIds(Jid user, String conversation, String legacyId) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT xmpp_id FROM message_id WHERE user_jid = :user"
                                        + " AND conversation = :conversation AND legacy_id = :id"
                                        + " AND kind <> :alias ORDER BY kind, at LIMIT 50")
                        .bind("user", user.toString())
                        .bind("conversation", conversation)
                        .bind("id", legacyId)
                        .bind("alias", Kind.ALIAS.name())
                        .mapTo(String.class)
                        .list());
    }

    /** Forgets the oldest entries of users beyond a number. */
    public void keepNewest(Iterable<Jid> users, int most) {
        database.change(handle -> users.forEach(user -> keepNewest(handle, user, most)));
    }

    private static void keepNewest(Handle handle, Jid user, int most) {
        handle.execute(
                "DELETE FROM message_id WHERE user_jid = ? AND at <"
                        + " (SELECT MIN(at) FROM (SELECT at FROM message_id WHERE user_jid = ?"
                        + " ORDER BY at DESC LIMIT ?) newest)",
                user.toString(),
                user.toString(),
                most);
    }

    @Override
    public String title() {
        return "message ids";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT conversation, xmpp_id, legacy_id, at FROM message_id"
                                + " WHERE user_jid = :user ORDER BY at")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "conversation", row.getString(1),
                                "xmpp_id", row.getString(2),
                                "legacy_id", row.getString(3),
                                "at", Instant.ofEpochMilli(row.getLong(4)).toString()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM message_id WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM message_id WHERE (user_jid, conversation, xmpp_id) IN (SELECT"
                        + " user_jid, conversation, xmpp_id FROM message_id WHERE at < ? LIMIT ?)",
                now.minus(keep.ids()).toEpochMilli(),
                atMost);
    }

    /** How many entries each user has. */
    Map<String, Long> counts() {
        return database.read(handle ->
                handle
                        .createQuery("SELECT user_jid, COUNT(*) AS n FROM message_id GROUP BY 1")
                        .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        Map.Entry::getValue,
                                        (a, _) -> a,
                                        TreeMap::new)));
    }
}
