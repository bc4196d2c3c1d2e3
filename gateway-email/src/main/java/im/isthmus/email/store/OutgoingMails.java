package im.isthmus.email.store;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.store.KnownMessages.Known;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Mails that users were promised to be sent; until they are due they are {@link HeldMails}. */
public final class OutgoingMails implements UserRecords, Swept {
    private static final String HELD = "held";
    private static final String QUEUED = "queued";
    private static final String SENDING = "sending";
    private static final String ENDED = "ended";

    private final Database database;
    private final Ids ids;

    OutgoingMails(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * A mail on its way.
     *
     * @param user bare JID
     * @param localpart of the contact it is for
     * @param recipients addresses as the envelope has them, each on a line
     * @param token names it in the return path
     * @param attempts how often the relay was tried
     */
    public record Outgoing(
            long id,
            String user,
            String localpart,
            String recipients,
            String messageId,
            String token,
            Instant due,
            int attempts,
            Instant created,
            Heading heading) {
        /** Whether the gateway itself wrote it: nobody is told what becomes of it. */
        public boolean isReport() {
            return user.isEmpty();
        }

        /** As what answers go on with. */
        Known known(String replyTo) {
            return new Known(
                    legacyId(),
                    localpart,
                    messageId,
                    heading.thread(),
                    heading.subject(),
                    heading.references(),
                    replyTo,
                    created);
        }

        /** What XMPP is told it is called. */
        public String legacyId() {
            return "o" + Long.toString(id, Character.MAX_RADIX);
        }
    }

    /** What a new mail has, beside its messages. */
    public record Draft(
            String user,
            String localpart,
            String recipients,
            String messageId,
            String token,
            Heading heading) {}

    /** One message of a mail. */
    public record Part(int seq, MessageRef ref, Content content) {}

    /** Promises a new mail made of one message; it is on the disk when this returns. */
    public Outgoing add(Draft draft, MessageRef ref, Content content, Instant now, Duration hold) {
        return add(draft, ref, content, now, hold, (_, _) -> {});
    }

    /** The same with something else that is kept if and only if it is. */
    Outgoing add(
            Draft draft,
            MessageRef ref,
            Content content,
            Instant now,
            Duration hold,
            BiConsumer<Handle, Outgoing> with) {
        Outgoing mail =
                new Outgoing(
                        ids.next(),
                        draft.user(),
                        draft.localpart(),
                        draft.recipients(),
                        draft.messageId(),
                        draft.token(),
                        now.plus(hold),
                        0,
                        now,
                        draft.heading());
        database.change(handle -> {
            handle.execute(
                    "INSERT INTO email_outgoing (id, user_jid, localpart, recipients, message_id,"
                            + " token, state, due, attempts, created, heading) VALUES (?, ?, ?, ?,"
                            + " ?, ?, ?, ?, 0, ?, ?)",
                    mail.id(),
                    mail.user(),
                    mail.localpart(),
                    mail.recipients(),
                    mail.messageId(),
                    mail.token(),
                    HELD,
                    mail.due().toEpochMilli(),
                    now.toEpochMilli(),
                    mail.heading().write());
            OutgoingRows.insertPart(handle, mail.id(), 0, ref, content);
            with.accept(handle, mail);
        });
        return mail;
    }

    /** A mail that the gateway itself wrote; it is on the disk when this returns. */
    public void addReport(String recipient, String messageId, byte[] bytes, Instant now) {
        long id = ids.next();
        database.change(handle -> {
            handle.execute(
                    "INSERT INTO email_outgoing (id, user_jid, localpart, recipients, message_id,"
                            + " token, state, due, attempts, created, heading) VALUES (?, '', '',"
                            + " ?, ?, ?, ?, ?, 0, ?, ?)",
                    id,
                    recipient,
                    messageId,
                    "report" + id,
                    QUEUED,
                    now.toEpochMilli(),
                    now.toEpochMilli(),
                    new Heading(null, "", "", "", List.of(), List.of()).write());
            StoredBytes.write(handle, id, bytes);
        });
    }

    /** Mails whose sending was begun and not ended, as by a crash, are due at once. */
    public void recover() {
        database.change(handle ->
                handle.execute(
                        "UPDATE email_outgoing SET state = ? WHERE state = ?", QUEUED, SENDING));
    }

    /**
     * Mails that are due, oldest first; they cannot be changed any more from now on, and are not
     * due again before {@link #postpone} or {@link #recover}.
     */
    public List<Outgoing> takeDue(Instant now, int most) {
        return database.write(handle -> {
            List<Outgoing> due =
                    handle.createQuery(
                                    OutgoingRows.FIELDS
                                            + "WHERE state IN ('held', 'queued') AND due <= :now"
                                            + " ORDER BY due LIMIT :most")
                            .bind("now", now.toEpochMilli())
                            .bind("most", most)
                            .map((row, _) -> OutgoingRows.outgoing(row))
                            .list();
            for (Outgoing mail : due) {
                handle.execute(
                        "UPDATE email_outgoing SET state = ? WHERE id = ?", SENDING, mail.id());
            }
            return due;
        });
    }

    /** When the next one is due; empty if there is none. */
    public Optional<Instant> nextDue() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT due FROM email_outgoing WHERE state IN ('held', 'queued')"
                                        + " ORDER BY due LIMIT 1")
                        .mapTo(Long.class)
                        .findFirst()
                        .map(Instant::ofEpochMilli));
    }

    /**
     * Mails that are not sent yet.
     *
     * @param tried those of them that could not be handed over before
     * @param oldest when the first was written; null if there is none
     */
    public record Backlog(long waiting, long tried, @Nullable Instant oldest) {}

    /** What is not sent yet. */
    public Backlog backlog() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT COUNT(*), COUNT(CASE WHEN attempts > 0 THEN 1 END),"
                                        + " MIN(created) FROM email_outgoing WHERE state IN"
                                        + " ('held', 'queued', 'sending')")
                        .map((row, _) -> {
                            long oldest = row.getLong(3);
                            return new Backlog(
                                    row.getLong(1),
                                    row.getLong(2),
                                    oldest == 0 ? null : Instant.ofEpochMilli(oldest));
                        })
                        .one());
    }

    /** The messages that a mail is made of. */
    public List<Part> parts(long id) {
        return database.read(handle -> OutgoingRows.parts(handle, id));
    }

    /** Keeps the mail as it is sent, so that every attempt sends the same. */
    public void composed(long id, Path whole) {
        database.change(handle -> {
            StoredBytes.delete(handle, id);
            StoredBytes.write(handle, id, whole);
        });
    }

    /** Puts the mail as it is sent into a file; says whether it was composed yet. */
    public boolean read(long id, Path file) {
        return database.read(handle -> StoredBytes.read(handle, id, file));
    }

    /** It is tried again, for those recipients that are left. */
    public void postpone(long id, String recipients, Instant due, int attempts) {
        database.change(handle ->
                handle.execute(
                        "UPDATE email_outgoing SET state = ?, due = ?, attempts = ?, recipients = ? WHERE"
                                + " id = ?",
                        QUEUED,
                        due.toEpochMilli(),
                        attempts,
                        recipients,
                        id));
    }

    /** The relay has it, or it failed: it is only kept for reports about it. */
    public void ended(long id) {
        database.change(handle -> {
            handle.execute("UPDATE email_outgoing SET state = ? WHERE id = ?", ENDED, id);
            StoredBytes.delete(handle, id);
        });
    }

    /** The mail whose return path has this token. */
    public Optional<Outgoing> byToken(String token) {
        return one("WHERE token = :key", token);
    }

    /** The mail with this Message-ID. */
    public Optional<Outgoing> byMessageId(String messageId) {
        return one("WHERE message_id = :key", messageId);
    }

    @Override
    public String title() {
        return "sent mails";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(OutgoingRows.FIELDS + "WHERE user_jid = :user ORDER BY id")
                .bind("user", user.toString())
                .map((row, _) -> OutgoingRows.outgoing(row))
                .map(mail ->
                        Map.<String, Object>of(
                                "contact", mail.localpart(),
                                "message_id", mail.messageId(),
                                "subject", mail.heading().subject(),
                                "at", mail.created().toString(),
                                "texts", texts(reading, mail.id())))
                .list();
    }

    private static List<String> texts(Handle reading, long id) {
        return reading.createQuery(
                        "SELECT content FROM email_outgoing_part WHERE outgoing = :id ORDER BY seq")
                .bind("id", id)
                .map((row, _) -> StoredContent.read(row.getString(1)).body())
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        remove(transaction, ids(transaction, "user_jid = :key", user.toString(), 1_000_000));
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        long before = now.minus(keep.ids()).toEpochMilli();
        List<Long> old = ids(transaction, "state = 'ended' AND created < :key", before, atMost);
        remove(transaction, old);
        return old.size();
    }

    private static List<Long> ids(Handle handle, String where, Object key, int most) {
        return handle.createQuery("SELECT id FROM email_outgoing WHERE " + where + " LIMIT :most")
                .bind("key", key)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    private static void remove(Handle handle, List<Long> mails) {
        for (long id : mails) {
            StoredBytes.delete(handle, id);
            handle.execute("DELETE FROM email_outgoing_part WHERE outgoing = ?", id);
            handle.execute("DELETE FROM email_outgoing WHERE id = ?", id);
        }
    }

    private Optional<Outgoing> one(String where, String key) {
        return database.read(handle ->
                handle.createQuery(OutgoingRows.FIELDS + where)
                        .bind("key", key)
                        .map((row, _) -> OutgoingRows.outgoing(row))
                        .findFirst());
    }
}
