package im.isthmus.email.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.address.MailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** With whom users exchange mail, and how each of them is spelled. */
public final class Correspondents implements UserRecords {
    private final Database database;

    Correspondents(Database database) {
        this.database = database;
    }

    /** The address behind a localpart that does not tell, or whose spelling matters. */
    public Optional<MailAddress> address(String user, String localpart) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT address FROM email_correspondent WHERE user_jid = :user AND"
                                        + " localpart = :localpart")
                        .bind("user", user)
                        .bind("localpart", localpart)
                        .mapTo(String.class)
                        .findFirst()
                        .flatMap(MailAddress::parse));
    }

    /** What somebody calls themselves; empty if that is not known. */
    public Optional<String> name(String user, String localpart) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT name FROM email_correspondent WHERE user_jid = :user AND"
                                        + " localpart = :localpart AND name <> ''")
                        .bind("user", user)
                        .bind("localpart", localpart)
                        .mapTo(String.class)
                        .findFirst());
    }

    /** An address as its owner spells it, if they wrote to the user before. */
    public MailAddress spelling(String user, MailAddress address) {
        return database.read(handle ->
                        handle.createQuery(
                                        "SELECT address FROM email_correspondent WHERE user_jid ="
                                                + " :user AND address_key = :key")
                                .bind("user", user)
                                .bind("key", address.key())
                                .mapTo(String.class)
                                .findFirst())
                .flatMap(MailAddress::parse)
                .orElse(address);
    }

    /** The localpart under which the user knows an address. */
    public Optional<String> localpart(String user, MailAddress address) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT localpart FROM email_correspondent WHERE user_jid = :user"
                                        + " AND address_key = :key")
                        .bind("user", user)
                        .bind("key", address.key())
                        .mapTo(String.class)
                        .findFirst());
    }

    /**
     * Somebody wrote to the user: how they spell themselves is kept.
     *
     * @return whether they are new or have another name now
     */
    public boolean heardFrom(String user, MailAddress address, String localpart, String name) {
        return database.write(handle -> {
            Optional<String> before =
                    handle.createQuery(
                                    "SELECT name FROM email_correspondent WHERE user_jid = :user"
                                            + " AND address_key = :key")
                            .bind("user", user)
                            .bind("key", address.key())
                            .mapTo(String.class)
                            .findFirst();
            handle.execute(
                    "INSERT INTO email_correspondent (user_jid, address_key, address, localpart,"
                            + " name, written_at) VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (user_jid,"
                            + " address_key) DO UPDATE SET address = excluded.address, name = CASE"
                            + " WHEN excluded.name = '' THEN email_correspondent.name ELSE"
                            + " excluded.name END",
                    user,
                    address.key(),
                    address.toString(),
                    localpart,
                    name);
            return before.isEmpty() || !(name.isEmpty() || before.get().equals(name));
        });
    }

    /** The user writes to somebody: under which localpart, and since when. */
    public void writtenTo(String user, MailAddress address, String localpart, Instant now) {
        database.change(handle -> writtenTo(handle, user, address, localpart, now));
    }

    static void writtenTo(
            Handle handle, String user, MailAddress address, String localpart, Instant now) {
        handle.execute(
                "INSERT INTO email_correspondent (user_jid, address_key, address, localpart, name,"
                        + " written_at) VALUES (?, ?, ?, ?, '', ?) ON CONFLICT (user_jid,"
                        + " address_key) DO UPDATE SET localpart = excluded.localpart, written_at ="
                        + " CASE WHEN email_correspondent.written_at = 0 THEN excluded.written_at"
                        + " ELSE email_correspondent.written_at END",
                user,
                address.key(),
                address.toString(),
                localpart,
                now.toEpochMilli());
    }

    /** Whether the user has written to somebody, or heard from them, before. */
    public boolean isKnown(String user, MailAddress address) {
        return localpart(user, address).isPresent();
    }

    /** Whether the user has written to somebody before. */
    public boolean isWrittenTo(String user, MailAddress address) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT 1 FROM email_correspondent WHERE user_jid = :user AND"
                                        + " address_key = :key AND written_at > 0")
                        .bind("user", user)
                        .bind("key", address.key())
                        .mapTo(Integer.class)
                        .findFirst()
                        .isPresent());
    }

    /** The localparts of those whom the user has written to, the latest acquaintances first. */
    public List<String> writtenTo(String user, int most) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT localpart FROM email_correspondent WHERE user_jid = :user"
                                        + " AND written_at > 0 ORDER BY written_at DESC LIMIT"
                                        + " :most")
                        .bind("user", user)
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Why mail does not reach somebody.
     *
     * @param words empty if it does
     * @return whether that is news
     */
    public boolean trouble(String user, String localpart, String words) {
        return database.write(handle ->
                handle.execute(
                                "UPDATE email_correspondent SET trouble = ? WHERE user_jid = ? AND"
                                        + " localpart = ? AND trouble <> ?",
                                words,
                                user,
                                localpart,
                                words)
                        > 0);
    }

    /** Whether mail does not reach somebody. */
    public boolean isInTrouble(String user, String localpart) {
        return troubles(user).containsKey(localpart);
    }

    /** Why mail does not reach those whom it does not reach, by localpart. */
    public Map<String, String> troubles(String user) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT localpart, trouble FROM email_correspondent WHERE user_jid"
                                        + " = :user AND trouble <> ''")
                        .bind("user", user)
                        .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one)));
    }

    /** Whether anybody of this name has written through us before. */
    public boolean isUser(String user) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT 1 FROM email_correspondent WHERE user_jid = :user LIMIT 1")
                        .bind("user", user)
                        .mapTo(Integer.class)
                        .findFirst()
                        .isPresent());
    }

    /** To how many people the user wrote for the first time within the last day. */
    public int newWithinADay(String user, Instant now) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT COUNT(*) FROM email_correspondent WHERE user_jid = :user"
                                        + " AND written_at > :since")
                        .bind("user", user)
                        .bind("since", now.minus(Duration.ofDays(1)).toEpochMilli())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public String title() {
        return "correspondents";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT address, name, localpart FROM email_correspondent WHERE user_jid ="
                                + " :user ORDER BY address")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "address", row.getString(1),
                                "name", row.getString(2),
                                "localpart", row.getString(3)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_correspondent WHERE user_jid = ?", user.toString());
    }
}
