package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is known about those on the phone network, and between whom. */
public final class PeopleTable {
    private final Database database;

    PeopleTable(Database database) {
        this.database = database;
    }

    /** Through which of our numbers a user and a contact write to each other. */
    public Optional<String> thread(Jid user, String contact) {
        return database.read(handle ->
                handle.select(
                                "SELECT number FROM sms_thread"
                                        + " WHERE user_jid = ? AND contact = ?",
                                user.bare().toString(),
                                contact)
                        .mapTo(String.class)
                        .findFirst());
    }

    /** Remembers it, unless the user chose another number for the contact. */
    public void thread(Jid user, String contact, String number) {
        database.change(handle -> thread(handle, user, contact, number, 0));
    }

    /** The user wants to write to a contact from this number from now on. */
    public void choose(Jid user, String contact, String number) {
        database.change(handle -> thread(handle, user, contact, number, 1));
    }

    private static void thread(Handle handle, Jid user, String contact, String number, int chosen) {
        handle.execute(
                "INSERT INTO sms_thread (user_jid, contact, number, chosen) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (user_jid, contact) DO UPDATE"
                        + " SET number = excluded.number, chosen = excluded.chosen"
                        + " WHERE sms_thread.chosen <= excluded.chosen",
                user.bare().toString(),
                contact,
                number,
                chosen);
    }

    /** Contacts that a user wrote with, or asked to see. */
    public List<String> contacts(Jid user) {
        return database.read(handle ->
                handle.select(
                                "SELECT contact FROM sms_thread WHERE user_jid = ?"
                                        + " ORDER BY contact LIMIT 10000",
                                user.bare().toString())
                        .mapTo(String.class)
                        .list());
    }

    /** The owner of a phone wants nothing more from a number of ours, or again. */
    public void block(String number, String peer, boolean blocked, Instant now) {
        database.change(handle -> {
            handle.execute("DELETE FROM sms_block WHERE number = ? AND peer = ?", number, peer);
            if (blocked) {
                handle.execute(
                        "INSERT INTO sms_block (number, peer, since) VALUES (?, ?, ?)",
                        number,
                        peer,
                        now.toEpochMilli());
            }
        });
    }

    /** Whether the owner of a phone wants nothing from a number of ours. */
    public boolean isBlocked(String number, String peer) {
        return database.read(handle ->
                handle.select(
                                        "SELECT COUNT(*) FROM sms_block"
                                                + " WHERE number = ? AND peer = ?",
                                        number,
                                        peer)
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** How a sender that is a name spells itself; localparts know no case. */
    public void spelling(String localpart, String name) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO sms_name (localpart, name) VALUES (?, ?)"
                                + " ON CONFLICT (localpart) DO UPDATE SET name = excluded.name",
                        localpart,
                        name));
    }

    /** How a sender of this localpart spelt itself last. */
    public Optional<String> spelling(String localpart) {
        return database.read(handle ->
                handle.select("SELECT name FROM sms_name WHERE localpart = ?", localpart)
                        .mapTo(String.class)
                        .findFirst());
    }

    /** Remembers who is in a group: sorted numbers, without ours. */
    public void group(String room, List<String> members) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO sms_group (room, members) VALUES (?, ?)"
                                + " ON CONFLICT (room) DO NOTHING",
                        room,
                        String.join(",", members)));
    }

    /** Who is in a group. */
    public Optional<List<String>> group(String room) {
        return database.read(handle ->
                handle.select("SELECT members FROM sms_group WHERE room = ?", room)
                        .mapTo(String.class)
                        .findFirst()
                        .map(members -> List.of(members.split(","))));
    }
}
