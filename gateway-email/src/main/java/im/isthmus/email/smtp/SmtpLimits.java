package im.isthmus.email.smtp;

import java.time.Duration;

/**
 * What one mail server, and all together, may ask of us.
 *
 * @param messageSize of one mail, in bytes
 * @param totalSize of all mails that are being received, in bytes
 * @param recipients of one mail
 * @param connections at once
 * @param silence after which a connection is ended (RFC 5321 section 4.5.3.2.7)
 * @param errors before a connection is ended
 */
public record SmtpLimits(
        long messageSize,
        long totalSize,
        int recipients,
        int connections,
        Duration silence,
        int errors) {
    /** What fits most. */
    public static SmtpLimits of(long messageSize, int connections) {
        return of(messageSize, connections, Runtime.getRuntime().maxMemory());
    }

    /**
     * One mail takes a multiple of its size for a moment, and those that were received take more.
     */
    static SmtpLimits of(long messageSize, int connections, long memory) {
        long wanted = Math.min(Math.max(4 * messageSize, 64L << 20), 1L << 30);
        long total = Math.min(wanted, Math.max(messageSize + (1L << 20), memory / 8));
        return new SmtpLimits(messageSize, total, 1000, connections, Duration.ofMinutes(5), 20);
    }
}
