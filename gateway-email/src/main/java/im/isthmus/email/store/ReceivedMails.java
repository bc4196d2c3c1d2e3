package im.isthmus.email.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.header.Charsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** Mails that we took responsibility for, until their users were told and for a while after. */
public final class ReceivedMails implements UserRecords, Swept {
    /** How long the same mail counts as the same. */
    private static final Duration SAME = Duration.ofDays(14);

    private final Database database;
    private final Ids ids;

    ReceivedMails(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * A mail for one user.
     *
     * @param mail its number here
     * @param user bare JID
     * @param recipient the address it came for, as written
     * @param sender the envelope's; empty for the null sender
     */
    public record Arrival(long mail, String user, String recipient, String sender, Instant at) {}

    /**
     * For whom a mail is.
     *
     * @param user bare JID
     * @param address as written
     * @param original ORCPT of RFC 3461; empty if there is none
     * @param wantsSuccess whether the sender is told that it was delivered
     */
    public record Taker(String user, String address, String original, boolean wantsSuccess) {}

    /** What is told to a sender who wants to hear that a mail was delivered. */
    public record Success(String sender, String envelopeId, String original, String recipient) {}

    /**
     * Keeps a mail for all of its users, or for none; it is on the disk when this returns.
     *
     * @param takers at most one a user
     * @return one arrival a user
     */
    public List<Arrival> accept(
            String sender, String envelopeId, List<Taker> takers, byte[] bytes, Instant now) {
        return accept(sender, envelopeId, takers, bytes, now, (_, _) -> {});
    }

    /**
     * The same with something else that happens if and only if it is kept.
     *
     * @param with gets the transaction and the number of the mail
     */
    public List<Arrival> accept(
            String sender,
            String envelopeId,
            List<Taker> takers,
            byte[] bytes,
            Instant now,
            BiConsumer<Handle, Long> with) {
        long id = ids.next();
        database.change(handle -> {
            with.accept(handle, id);
            handle.execute(
                    "INSERT INTO email_received (id, at, sender, envelope_id, size) VALUES (?, ?, ?, ?,"
                            + " ?)",
                    id,
                    now.toEpochMilli(),
                    sender,
                    envelopeId,
                    bytes.length);
            StoredBytes.write(handle, id, bytes);
            takers.forEach(taker ->
                    handle.execute(
                            "INSERT INTO email_arrival (mail, user_jid, recipient, original,"
                                    + " wants_success, done) VALUES (?, ?, ?, ?, ?, 0)",
                            id,
                            taker.user(),
                            taker.address(),
                            taker.original(),
                            taker.wantsSuccess() ? 1 : 0));
        });
        return takers.stream()
                .map(taker -> new Arrival(id, taker.user(), taker.address(), sender, now))
                .toList();
    }

    /** What to tell the sender about a delivered mail; empty if nothing. */
    public Optional<Success> success(long mail, String user) {
        return about(mail, user, " AND a.wants_success = 1");
    }

    /** What is known for a report about a mail. */
    public Optional<Success> about(long mail, String user) {
        return about(mail, user, "");
    }

    private Optional<Success> about(long mail, String user, String more) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT r.sender, r.envelope_id, a.original, a.recipient FROM"
                                        + " email_arrival a JOIN email_received r ON r.id = a.mail"
                                        + " WHERE a.mail = :mail AND a.user_jid = :user"
                                        + more)
                        .bind("mail", mail)
                        .bind("user", user)
                        .map((row, _) ->
                                new Success(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                        .findFirst());
    }

    /** What users were not told of yet, oldest first. */
    public List<Arrival> open() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT a.mail, a.user_jid, a.recipient, r.sender, r.at FROM"
                                        + " email_arrival a JOIN email_received r ON r.id = a.mail"
                                        + " WHERE a.done = 0 ORDER BY a.mail")
                        .map((row, _) ->
                                new Arrival(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        Instant.ofEpochMilli(row.getLong(5))))
                        .list());
    }

    /** The size of a mail in bytes; 0 if it is no longer known. */
    public long size(long mail) {
        return database.read(handle ->
                handle.createQuery("SELECT size FROM email_received WHERE id = :mail")
                        .bind("mail", mail)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    /** The whole mail; empty if it is no longer kept. */
    public byte[] bytes(long mail) {
        return database.read(handle -> StoredBytes.read(handle, mail));
    }

    /** The whole mail, if this user got it. */
    public Optional<byte[]> bytes(long mail, String user) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT mail FROM email_arrival WHERE mail = :mail AND user_jid ="
                                        + " :user")
                        .bind("mail", mail)
                        .bind("user", user)
                        .mapTo(Long.class)
                        .findOne()
                        .map(id -> StoredBytes.read(handle, id))
                        .filter(bytes -> bytes.length > 0));
    }

    /** The user was told of it, or need not be. */
    public void done(long mail, String user) {
        database.change(handle ->
                handle.execute(
                        "UPDATE email_arrival SET done = 1 WHERE mail = ? AND user_jid = ?",
                        mail,
                        user));
    }

    /**
     * Whether this user has had this mail before, as another one; takes note of it.
     *
     * @param fingerprint the same for the same mail
     */
    public boolean isRepeated(String user, String fingerprint, long mail, Instant now) {
        return database.write(handle -> {
            long since = now.minus(SAME).toEpochMilli();
            Optional<Long> before =
                    handle.createQuery(
                                    "SELECT mail FROM email_seen WHERE user_jid = :user AND"
                                            + " fingerprint = :print AND at >= :since")
                            .bind("user", user)
                            .bind("print", fingerprint)
                            .bind("since", since)
                            .mapTo(Long.class)
                            .findOne();
            if (before.isEmpty()) {
                handle.execute(
                        "INSERT INTO email_seen (user_jid, fingerprint, mail, at) VALUES (?, ?, ?,"
                                + " ?) ON CONFLICT (user_jid, fingerprint) DO UPDATE SET mail ="
                                + " excluded.mail, at = excluded.at",
                        user,
                        fingerprint,
                        mail,
                        now.toEpochMilli());
            }
            return before.isPresent() && before.get() != mail;
        });
    }

    @Override
    public String title() {
        return "received mails";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT a.mail, a.recipient, r.sender, r.at FROM email_arrival a JOIN"
                                + " email_received r ON r.id = a.mail WHERE a.user_jid = :user"
                                + " ORDER BY a.mail")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "recipient",
                                row.getString(2),
                                "sender",
                                row.getString(3),
                                "at",
                                Instant.ofEpochMilli(row.getLong(4)).toString(),
                                "mail",
                                Charsets.decode(StoredBytes.read(reading, row.getLong(1)), null)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_arrival WHERE user_jid = ?", user.toString());
        transaction.execute("DELETE FROM email_seen WHERE user_jid = ?", user.toString());
        orphans(transaction, 1000).forEach(mail -> forget(transaction, mail));
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        List<Long> old =
                transaction
                        .createQuery(
                                "SELECT id FROM email_received WHERE at < :before AND NOT EXISTS"
                                        + " (SELECT 1 FROM email_arrival WHERE mail = id AND done ="
                                        + " 0) LIMIT :most")
                        .bind("before", now.minus(keep.messages()).toEpochMilli())
                        .bind("most", atMost)
                        .mapTo(Long.class)
                        .list();
        old.forEach(mail -> forget(transaction, mail));
        transaction.execute("DELETE FROM email_seen WHERE at < ?", now.minus(SAME).toEpochMilli());
        return old.size();
    }

    private static List<Long> orphans(Handle handle, int most) {
        return handle.createQuery(
                        "SELECT id FROM email_received WHERE NOT EXISTS (SELECT 1 FROM"
                                + " email_arrival WHERE mail = id) LIMIT :most")
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    private static void forget(Handle handle, long mail) {
        StoredBytes.delete(handle, mail);
        handle.execute("DELETE FROM email_arrival WHERE mail = ?", mail);
        handle.execute("DELETE FROM email_received WHERE id = ?", mail);
    }
}
