package im.isthmus.email.store.group;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.address.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The {@link Group}s of users. */
public final class GroupTable implements UserRecords, Swept {
    private static final String FIELDS = "SELECT room, thread, subject, members FROM email_group ";

    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE email_group (user_jid TEXT NOT NULL, room TEXT NOT NULL,
                            thread TEXT NOT NULL, subject TEXT NOT NULL, members TEXT NOT NULL,
                            at BIGINT NOT NULL, PRIMARY KEY (user_jid, room))
                            """,
                            "CREATE INDEX email_group_at ON email_group (at)"));

    private final Database database;

    public GroupTable(Store store) {
        database = store.part("email_group", STEPS);
    }

    /** A group of a user's; empty if there is none of that name. */
    public Optional<Group> find(String user, String room) {
        return database.read(handle ->
                handle.createQuery(FIELDS + "WHERE user_jid = :user AND room = :room")
                        .bind("user", user)
                        .bind("room", room)
                        .map((row, _) -> group(row))
                        .findOne());
    }

    /** Keeps a group as it is now. */
    public void save(String user, Group group, Instant now) {
        String members =
                group.members().stream()
                        .map(MailAddress::toString)
                        .collect(Collectors.joining("\n"));
        database.change(handle ->
                handle.execute(
                        "INSERT INTO email_group (user_jid, room, thread, subject, members, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_jid, room) DO"
                                + " UPDATE SET members = excluded.members, at = excluded.at",
                        user,
                        group.room(),
                        group.thread(),
                        group.subject(),
                        members,
                        now.toEpochMilli()));
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4)
                        .lines()
                        .flatMap(line -> MailAddress.parse(line).stream())
                        .toList());
    }

    @Override
    public String title() {
        return "conversations as rooms";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(FIELDS + "WHERE user_jid = :user ORDER BY room")
                .bind("user", user.toString())
                .map((row, _) -> group(row))
                .map(group ->
                        Map.<String, Object>of(
                                "room", group.room(),
                                "subject", group.subject(),
                                "members",
                                        group.members().stream()
                                                .map(MailAddress::toString)
                                                .toList()))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_group WHERE user_jid = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM email_group WHERE (user_jid, room) IN (SELECT user_jid, room FROM"
                        + " email_group WHERE at < ? LIMIT ?)",
                now.minus(keep.ids()).toEpochMilli(),
                atMost);
    }
}
