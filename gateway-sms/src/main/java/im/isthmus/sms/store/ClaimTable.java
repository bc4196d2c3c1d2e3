package im.isthmus.sms.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Numbers that users claimed, and claims that wait for the code that was sent to the number. */
public final class ClaimTable {
    private final Database database;

    ClaimTable(Database database) {
        this.database = database;
    }

    /**
     * A claim under way.
     *
     * @param code what was sent to the number
     * @param tries at the code so far
     */
    public record Claim(String number, String code, int tries, Instant since) {}

    /** Begins a claim; one of the same user before is forgotten. */
    public void begin(Jid user, String number, String code, Instant now) {
        database.change(handle -> {
            handle.execute("DELETE FROM sms_claim WHERE user_jid = ?", user.bare().toString());
            handle.execute(
                    "INSERT INTO sms_claim (user_jid, number, code, tries, since)"
                            + " VALUES (?, ?, ?, 0, ?)",
                    user.bare().toString(),
                    number,
                    code,
                    now.toEpochMilli());
        });
    }

    /** The claim of a user, which counts as tried once more. */
    public Optional<Claim> attempt(Jid user) {
        return database.write(handle -> {
            handle.execute(
                    "UPDATE sms_claim SET tries = tries + 1 WHERE user_jid = ?",
                    user.bare().toString());
            return handle.select(
                            "SELECT number, code, tries, since FROM sms_claim WHERE user_jid = ?",
                            user.bare().toString())
                    .map((row, context) ->
                            new Claim(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getInt(3),
                                    Instant.ofEpochMilli(row.getLong(4))))
                    .findFirst();
        });
    }

    /** The code was right: the number is the user's, and nobody else's who claimed it before. */
    public void own(Jid user, String number, Instant now) {
        database.change(handle -> {
            handle.execute("DELETE FROM sms_claim WHERE user_jid = ?", user.bare().toString());
            handle.execute("DELETE FROM sms_owner WHERE number = ?", number);
            handle.execute(
                    "INSERT INTO sms_owner (user_jid, number, since) VALUES (?, ?, ?)",
                    user.bare().toString(),
                    number,
                    now.toEpochMilli());
        });
    }

    /** A claim under way comes to nothing. */
    public void abandon(Jid user) {
        database.change(handle ->
                handle.execute("DELETE FROM sms_claim WHERE user_jid = ?", user.bare().toString()));
    }

    /** A user gives back what was claimed. */
    public void release(Jid user) {
        abandon(user);
        database.change(handle ->
                handle.execute("DELETE FROM sms_owner WHERE user_jid = ?", user.bare().toString()));
    }

    /** The numbers that a user claimed. */
    public List<String> numbers(Jid user) {
        return database.read(handle ->
                handle.select(
                                "SELECT number FROM sms_owner WHERE user_jid = ? ORDER BY number",
                                user.bare().toString())
                        .mapTo(String.class)
                        .list());
    }

    /** Who claimed a number. */
    public List<String> owners(String number) {
        return database.read(handle ->
                handle.select("SELECT user_jid FROM sms_owner WHERE number = ?", number)
                        .mapTo(String.class)
                        .list());
    }
}
