package im.isthmus.core.store.stay;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.GroupCommit;
import im.isthmus.core.store.seal.SealedColumn;
import im.isthmus.core.store.seal.SealedRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** In which rooms users are. The passwords of rooms are sealed. */
public final class StayTable implements UserRecords, SealedRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE room_stay (user_jid TEXT NOT NULL, room TEXT NOT NULL,"
                                    + " nick TEXT NOT NULL, sealed TEXT NOT NULL,"
                                    + " resources TEXT NOT NULL, told INTEGER NOT NULL,"
                                    + " PRIMARY KEY (user_jid, room))"),
                    List.of("ALTER TABLE room_stay ADD COLUMN away TEXT"));

    private final Database database;
    private final GroupCommit commits;
    private final SealedColumn passwords;

    /** The table in a store, made if it is not there. */
    public StayTable(Store store) {
        this.database = store.part("stay", STEPS);
        this.commits = store.commits();
        this.passwords =
                new SealedColumn(store.sealer(), "room_stay", "sealed", "user_jid", "room");
    }

    /** Notes where a user is, in place of what was noted of the room before. */
    public CompletableFuture<Integer> keep(Jid user, Stay stay) {
        String room = stay.room().localpart();
        String sealed =
                stay.password() == null
                        ? ""
                        : passwords.seal(stay.password(), user.toString(), room);
        String resources =
                stay.resources().stream().map(Jid::toString).collect(Collectors.joining("\n"));
        return commits.write(transaction ->
                Database.change(
                        transaction,
                        "INSERT INTO room_stay"
                                + " (user_jid, room, nick, sealed, resources, away, told)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_jid, room)"
                                + " DO UPDATE SET nick = excluded.nick, sealed = excluded.sealed,"
                                + " resources = excluded.resources, away = excluded.away,"
                                + " told = excluded.told",
                        user.toString(),
                        room,
                        stay.nick(),
                        sealed,
                        resources,
                        stay.away(),
                        stay.told() ? 1 : 0));
    }

    /** The user is no longer there. */
    public CompletableFuture<Integer> forget(Jid user, LegacyRoom room) {
        return commits.write(transaction ->
                Database.change(
                        transaction,
                        "DELETE FROM room_stay WHERE user_jid = ? AND room = ?",
                        user.toString(),
                        room.localpart()));
    }

    /** All resources know now that they are out; waits until it is stored. */
    public void told() {
        commits.write(transaction -> transaction.execute("UPDATE room_stay SET told = 1")).join();
    }

    /** Everything, users first who have a resource somewhere. */
    public Map<Jid, List<Stay>> load() {
        Map<Jid, List<Stay>> all = new LinkedHashMap<>();
        database.read(handle ->
                        handle.createQuery("SELECT * FROM room_stay ORDER BY user_jid, room")
                                .map((row, _) ->
                                        Map.entry(
                                                Jid.checked(row.getString("user_jid")), stay(row)))
                                .list())
                .forEach(entry ->
                        all.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                                .add(entry.getValue()));
        Map<Jid, List<Stay>> sorted = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparing(entry -> !hasResource(entry.getValue())))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static boolean hasResource(List<Stay> stays) {
        return stays.stream().anyMatch(stay -> !stay.resources().isEmpty());
    }

    private Stay stay(ResultSet row) throws SQLException {
        String room = row.getString("room");
        return new Stay(
                new LegacyRoom(room),
                row.getString("nick"),
                opened(row.getString("user_jid"), room, row.getString("sealed")),
                row.getString("resources").lines().map(Jid::checked).toList(),
                row.getString("away"),
                row.getInt("told") != 0);
    }

    private @Nullable String opened(String user, String room, String sealed) {
        return sealed.isEmpty() ? null : passwords.open(sealed, user, room);
    }

    @Override
    public int reseal(Handle transaction) {
        return passwords.reseal(transaction);
    }

    @Override
    public String title() {
        return "rooms that you are in";
    }

    /** All but the passwords. */
    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery("SELECT * FROM room_stay WHERE user_jid = :user ORDER BY room")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "room", row.getString("room"),
                                "nick", row.getString("nick"),
                                "away", Objects.requireNonNullElse(row.getString("away"), ""),
                                "clients", row.getString("resources").lines().toList()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM room_stay WHERE user_jid = ?", user.toString());
    }
}
