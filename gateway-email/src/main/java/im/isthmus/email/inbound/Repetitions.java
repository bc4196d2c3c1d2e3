package im.isthmus.email.inbound;

import im.isthmus.core.content.Hash;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Mails that their users know already, as they wrote them or got them before. */
final class Repetitions {
    private final EmailTables tables;
    private final InstantSource clock;

    Repetitions(EmailTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Whether it is one; takes note of it. What users write to themselves is none where it arrives.
     *
     * @param sent whether it is from the user's own folder of sent mails
     */
    boolean has(Arrival arrival, boolean sent, MailHeader header, byte[] bytes) {
        String messageId = MessageIds.of(header);
        Optional<Outgoing> ours = ours(arrival, messageId);
        boolean known =
                sent
                        ? ours.isPresent() || isToSelf(header, arrival.recipient())
                        : ours.filter(mail -> !isTo(mail, arrival.recipient())).isPresent();
        return known || isRepeated(arrival, name(header, messageId), bytes);
    }

    /** Mails without an id are often the same each day, but for their date. */
    private static String name(MailHeader header, String messageId) {
        return messageId.isEmpty()
                ? hash(
                        (header.text("date")
                                        + '\n'
                                        + header.text("from")
                                        + '\n'
                                        + header.text("subject"))
                                .getBytes(StandardCharsets.UTF_8))
                : messageId;
    }

    /** The mail that the user wrote here; it comes back from mailing lists, for example. */
    private Optional<Outgoing> ours(Arrival arrival, String messageId) {
        return messageId.isEmpty()
                ? Optional.empty()
                : tables.outgoing()
                        .byMessageId(messageId)
                        .filter(mail -> mail.user().equals(arrival.user()));
    }

    private static boolean isTo(Outgoing mail, String recipient) {
        return mail.recipients()
                .lines()
                .flatMap(line -> MailAddress.parse(line).stream())
                .anyMatch(address -> isSame(address, recipient));
    }

    private static boolean isToSelf(MailHeader header, String user) {
        return Stream.of("to", "cc", "bcc")
                .flatMap(field -> header.mailboxes(field).stream())
                .allMatch(reader -> isSame(reader.address(), user));
    }

    private static boolean isSame(MailAddress address, String other) {
        return MailAddress.parse(other)
                .filter(parsed -> parsed.key().equals(address.key()))
                .isPresent();
    }

    private boolean isRepeated(Arrival arrival, String name, byte[] bytes) {
        String print = name + ' ' + hash(bytes);
        return tables.received().isRepeated(arrival.user(), print, arrival.mail(), clock.instant());
    }

    private static String hash(byte[] bytes) {
        int body = Math.max(0, new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n"));
        MessageDigest hash = Hash.SHA256.begin();
        hash.update(bytes, body, bytes.length - body);
        return HexFormat.of().formatHex(hash.digest()).substring(0, 32);
    }
}
