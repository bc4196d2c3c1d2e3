package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What was said in rooms, an archive for each user and room. A message is found by its place, in
 * which time and order of arrival are one number, so that the oldest are dropped without a search.
 */
public final class ArchiveTable implements UserRecords, Swept {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE archive_room (id BIGINT PRIMARY KEY,"
                                    + " owner TEXT NOT NULL, room TEXT NOT NULL,"
                                    + " UNIQUE (owner, room))",
                            "CREATE TABLE archive_message (room BIGINT NOT NULL,"
                                    + " place BIGINT NOT NULL, id TEXT NOT NULL,"
                                    + " stamp BIGINT NOT NULL, sender TEXT NOT NULL,"
                                    + " xml TEXT NOT NULL, PRIMARY KEY (room, place),"
                                    + " UNIQUE (room, id))",
                            "CREATE INDEX archive_message_place" + " ON archive_message (place)"));

    private static final String ADD =
            "INSERT INTO archive_message (room, place, id, stamp, sender, xml)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String NUMBER = "SELECT id FROM archive_room WHERE owner = ? AND room = ?";

    private final Database database;

    /** Whose archive it is, by bare JID, and of which room, by its localpart. */
    public record Name(String owner, String room) {}

    /** The table in a store, made at the first time. */
    public ArchiveTable(Store store) {
        this.database = store.part("archive", STEPS);
    }

    /** The last place that was given to any message; 0 if there is none. */
    public long lastPlace() {
        return database.read(handle ->
                handle.createQuery("SELECT COALESCE(MAX(place), 0) FROM archive_message")
                        .mapTo(Long.class)
                        .one());
    }

    /** The number of an archive; null if there is none yet. */
    public @Nullable Long find(String owner, String room) {
        return first(database.rows(NUMBER, row -> row.getLong(1), owner, room));
    }

    /**
     * Adds messages, by their archives; one whose id is in its archive already is left as it is.
     */
    public void add(Map<Name, List<ArchivedRow>> rows) {
        database.change(handle -> {
            List<Object[]> all = new ArrayList<>();
            rows.forEach((name, some) -> {
                long room = open(handle, name);
                for (ArchivedRow row : some) {
                    all.add(
                            new Object[] {
                                room, row.place(), row.id(), row.stamp(), row.sender(), row.xml()
                            });
                }
            });
            Database.changeEach(handle, ADD, all);
        });
    }

    /** Numbers are not remembered between transactions: a user may be erased at any time. */
    private static long open(Handle handle, Name name) {
        Long known = number(handle, name.owner(), name.room());
        if (known != null) {
            return known;
        }
        handle.execute(
                "INSERT INTO archive_room (id, owner, room)"
                        + " SELECT COALESCE(MAX(id), 0) + 1, ?, ? FROM archive_room WHERE 1 = 1"
                        + " ON CONFLICT DO NOTHING",
                name.owner(),
                name.room());
        Long made = number(handle, name.owner(), name.room());
        if (made == null) {
            throw new IllegalStateException("two archives were made at once; try again");
        }
        return made;
    }

    /** Messages in the order of their places, or backwards. */
    public List<ArchivedRow> select(
            ArchiveFilter filter, boolean newestFirst, int limit, int offset) {
        String order = newestFirst ? " ORDER BY place DESC" : " ORDER BY place";
        return database.read(handle ->
                query(
                                handle,
                                "SELECT place, id, stamp, sender, xml",
                                filter,
                                order + " LIMIT :limit OFFSET :offset")
                        .bind("limit", limit)
                        .bind("offset", offset)
                        .map((row, _) -> row(row))
                        .list());
    }

    /** How many messages there are. */
    public long count(ArchiveFilter filter) {
        return database.read(
                handle -> query(handle, "SELECT COUNT(*)", filter, "").mapTo(Long.class).one());
    }

    /** The place of a message; null if it is not in the archive. */
    public @Nullable Long place(long room, String id) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT place FROM archive_message WHERE room = :room AND id = :id")
                        .bind("room", room)
                        .bind("id", id)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(null));
    }

    /** The text of a message; null if it is not there. */
    public @Nullable String xml(Name name, String id) {
        return database.read(handle -> {
            Long room = number(handle, name.owner(), name.room());
            return room == null
                    ? null
                    : handle.createQuery(
                                    "SELECT xml FROM archive_message"
                                            + " WHERE room = :room AND id = :id")
                            .bind("room", room)
                            .bind("id", id)
                            .mapTo(String.class)
                            .findOne()
                            .orElse(null);
        });
    }

    /** Puts another text in the place of a message, if it is there. */
    public void replace(Name name, String id, String xml) {
        database.change(handle ->
                handle.execute(
                        "UPDATE archive_message SET xml = ? WHERE room ="
                                + " (SELECT id FROM archive_room WHERE owner = ? AND room = ?)"
                                + " AND id = ?",
                        xml,
                        name.owner(),
                        name.room(),
                        id));
    }

    /** Drops all but the newest so many of an archive. */
    public void prune(Name name, int newest) {
        database.change(handle ->
                handle.execute(
                        "DELETE FROM archive_message WHERE room ="
                                + " (SELECT id FROM archive_room WHERE owner = ? AND room = ?)"
                                + " AND place <= (SELECT place FROM archive_message WHERE room ="
                                + " (SELECT id FROM archive_room WHERE owner = ? AND room = ?)"
                                + " ORDER BY place DESC LIMIT 1 OFFSET ?)",
                        name.owner(),
                        name.room(),
                        name.owner(),
                        name.room(),
                        newest));
    }

    @Override
    public String title() {
        return "what was said in rooms while you were there";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT r.room, m.stamp, m.sender, m.xml FROM archive_message m"
                                + " JOIN archive_room r ON r.id = m.room WHERE r.owner = :owner"
                                + " ORDER BY r.room, m.place")
                .bind("owner", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "room", row.getString("room"),
                                "at", Instant.ofEpochMilli(row.getLong("stamp")).toString(),
                                "nick", row.getString("sender"),
                                "stanza", row.getString("xml")))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute(
                "DELETE FROM archive_message WHERE room IN"
                        + " (SELECT id FROM archive_room WHERE owner = ?)",
                user.toString());
        transaction.execute("DELETE FROM archive_room WHERE owner = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM archive_message WHERE (room, place) IN (SELECT room, place"
                        + " FROM archive_message WHERE place < ? ORDER BY place LIMIT ?)",
                place(now.minus(keep.messages())),
                atMost);
    }

    /** The place of what arrives at a time. */
    public static long place(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }

    private static @Nullable Long number(Handle handle, String owner, String room) {
        return first(Database.rows(handle, NUMBER, row -> row.getLong(1), owner, room));
    }

    private static @Nullable Long first(List<Long> numbers) {
        return numbers.isEmpty() ? null : numbers.getFirst();
    }

    private static Query query(Handle handle, String what, ArchiveFilter filter, String rest) {
        StringBuilder sql = new StringBuilder(what);
        sql.append(" FROM archive_message WHERE room = :room AND place > :above");
        sql.append(" AND place < :below");
        sql.append(filter.from() == null ? "" : " AND stamp >= :from");
        sql.append(filter.to() == null ? "" : " AND stamp <= :to");
        sql.append(filter.sender() == null ? "" : " AND sender = :sender");
        sql.append(filter.ids().isEmpty() ? "" : " AND id IN (<ids>)");
        Query query =
                handle.createQuery(sql.append(rest).toString())
                        .bind("room", filter.room())
                        .bind("above", filter.above())
                        .bind("below", filter.below());
        if (filter.from() != null) {
            query.bind("from", filter.from());
        }
        if (filter.to() != null) {
            query.bind("to", filter.to());
        }
        if (filter.sender() != null) {
            query.bind("sender", filter.sender());
        }
        return filter.ids().isEmpty() ? query : query.bindList("ids", filter.ids());
    }

    private static ArchivedRow row(ResultSet row) throws SQLException {
        return new ArchivedRow(
                row.getLong("place"),
                row.getString("id"),
                row.getLong("stamp"),
                row.getString("sender"),
                row.getString("xml"));
    }
}
