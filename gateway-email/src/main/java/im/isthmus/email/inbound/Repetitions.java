package im.isthmus.email.inbound;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;

/** Mails that their users know already, as they wrote them or got them before. */
final class Repetitions {
    private final EmailTables tables;
    private final InstantSource clock;

    Repetitions(EmailTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Whether it is one; takes note of it. */
    boolean has(Arrival arrival, MailHeader header, byte[] bytes) {
        String messageId = MessageIds.of(header);
        return isEcho(arrival, messageId) || isRepeated(arrival, name(header, messageId), bytes);
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

    /**
     * A mail of the user's own that came back, as from a mailing list; not one that the user wrote
     * to this very address.
     */
    private boolean isEcho(Arrival arrival, String messageId) {
        return !messageId.isEmpty()
                && tables.outgoing()
                        .byMessageId(messageId)
                        .filter(mail -> mail.user().equals(arrival.user()))
                        .filter(mail -> !isTo(mail, arrival.recipient()))
                        .isPresent();
    }

    private static boolean isTo(Outgoing mail, String recipient) {
        String key = MailAddress.parse(recipient).map(MailAddress::key).orElse("");
        return mail.recipients()
                .lines()
                .flatMap(line -> MailAddress.parse(line).stream())
                .anyMatch(address -> address.key().equals(key));
    }

    private boolean isRepeated(Arrival arrival, String name, byte[] bytes) {
        String print = name + ' ' + hash(bytes);
        return tables.received().isRepeated(arrival.user(), print, arrival.mail(), clock.instant());
    }

    private static String hash(byte[] bytes) {
        try {
            int body = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, Math.max(0, body), bytes.length - Math.max(0, body));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
