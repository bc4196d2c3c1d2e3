package im.isthmus.email.inbound;

import im.isthmus.email.store.EmailTables;
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

    /**
     * Whether it is one; takes note of it.
     *
     * @param messageId empty if it has none
     */
    boolean has(Arrival arrival, String messageId, byte[] bytes) {
        return isEcho(arrival, messageId) || isRepeated(arrival, messageId, bytes);
    }

    /** A mail of the user's own that came back, as from a mailing list. */
    private boolean isEcho(Arrival arrival, String messageId) {
        return !messageId.isEmpty()
                && tables.outgoing()
                        .byMessageId(messageId)
                        .filter(mail -> mail.user().equals(arrival.user()))
                        .isPresent();
    }

    private boolean isRepeated(Arrival arrival, String messageId, byte[] bytes) {
        String print = messageId + ' ' + hash(bytes);
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
