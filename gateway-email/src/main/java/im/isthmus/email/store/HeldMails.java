package im.isthmus.email.store;

import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.database.Database;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Mails that are not due yet. One may be made of several messages written in a row, which may still
 * be added to, corrected and taken back.
 */
public final class HeldMails {
    private final Database database;

    HeldMails(Database database) {
        this.database = database;
    }

    /** The subject of a mail that is made of other messages now. */
    public interface Titles {
        String of(Heading heading, List<Part> parts);
    }

    /** The mail to this contact that is still held, if there is one. */
    public Optional<Outgoing> to(String user, String localpart) {
        return database.read(handle ->
                handle.createQuery(
                                OutgoingRows.FIELDS
                                        + "WHERE user_jid = :user AND localpart = :localpart AND"
                                        + " state = 'held' ORDER BY id DESC LIMIT 1")
                        .bind("user", user)
                        .bind("localpart", localpart)
                        .map((row, _) -> OutgoingRows.outgoing(row))
                        .findFirst());
    }

    /**
     * Adds a message to a mail, and holds it longer.
     *
     * @return whether it still was held
     */
    public boolean append(long id, MessageRef ref, Content content, Instant due) {
        return database.write(handle -> {
            if (!isHeld(handle, id)) {
                return false;
            }
            handle.execute(
                    "UPDATE email_outgoing SET due = ? WHERE id = ?", due.toEpochMilli(), id);
            int next =
                    handle.createQuery(
                                    "SELECT COALESCE(MAX(seq), 0) + 1 FROM email_outgoing_part"
                                            + " WHERE outgoing = :id")
                            .bind("id", id)
                            .mapTo(Integer.class)
                            .one();
            OutgoingRows.insertPart(handle, id, next, ref, content);
            return true;
        });
    }

    /**
     * Replaces a message.
     *
     * @return whether it still was held
     */
    public boolean correct(
            String user, String stanzaId, MessageRef ref, Content content, Titles titles) {
        return database.write(handle -> {
            Optional<HeldPart> part = part(handle, user, stanzaId);
            part.ifPresent(found -> {
                handle.execute(
                        "UPDATE email_outgoing_part SET content = ?, sender = ? WHERE outgoing = ?"
                                + " AND seq = ?",
                        StoredContent.write(content),
                        ref.sender().toString(),
                        found.outgoing(),
                        found.seq());
                retitle(handle, found.outgoing(), titles);
            });
            return part.isPresent();
        });
    }

    /**
     * Takes back a message; a mail without messages is none, and nothing can be an answer to it.
     *
     * @return whether it still was held
     */
    public boolean retract(String user, String stanzaId, Titles titles) {
        return database.write(handle -> {
            Optional<HeldPart> part = part(handle, user, stanzaId);
            part.ifPresent(found -> {
                handle.execute(
                        "DELETE FROM email_outgoing_part WHERE outgoing = ? AND seq = ?",
                        found.outgoing(),
                        found.seq());
                retitle(handle, found.outgoing(), titles);
            });
            return part.isPresent();
        });
    }

    private static void retitle(Handle handle, long id, Titles titles) {
        Outgoing mail =
                handle.createQuery(OutgoingRows.FIELDS + "WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> OutgoingRows.outgoing(row))
                        .one();
        List<Part> parts = OutgoingRows.parts(handle, id);
        if (parts.isEmpty()) {
            handle.execute("DELETE FROM email_outgoing WHERE id = ?", id);
            handle.execute(
                    "DELETE FROM email_message WHERE user_jid = ? AND legacy_id = ?",
                    mail.user(),
                    mail.legacyId());
            return;
        }
        String subject = titles.of(mail.heading(), parts);
        handle.execute(
                "UPDATE email_outgoing SET heading = ? WHERE id = ?",
                mail.heading().withSubject(subject).write(),
                id);
        handle.execute(
                "UPDATE email_message SET subject = ? WHERE user_jid = ? AND legacy_id = ?",
                subject,
                mail.user(),
                mail.legacyId());
    }

    private record HeldPart(long outgoing, int seq) {}

    private static Optional<HeldPart> part(Handle handle, String user, String stanzaId) {
        return handle.createQuery(
                        "SELECT p.outgoing, p.seq FROM email_outgoing_part p JOIN email_outgoing o"
                                + " ON o.id = p.outgoing WHERE o.user_jid = :user AND o.state ="
                                + " 'held' AND (p.stanza_id = :id OR p.origin_id = :id) ORDER BY"
                                + " p.outgoing DESC LIMIT 1")
                .bind("user", user)
                .bind("id", stanzaId)
                .map((row, _) -> new HeldPart(row.getLong(1), row.getInt(2)))
                .findFirst();
    }

    private static boolean isHeld(Handle handle, long id) {
        return handle.createQuery("SELECT state FROM email_outgoing WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .filter("held"::equals)
                .isPresent();
    }
}
