package im.isthmus.core.stream;

import java.time.Duration;

/**
 * How long the stream waits for what.
 *
 * @param connect for the transport, of each address the host name has
 * @param handshake from the start of the attempt to the server's {@code <handshake/>}
 * @param idle when nothing was heard for so long, a ping is sent
 * @param dead when nothing was heard, or nothing could be written, for so long, the link is dead
 * @param backoffMin the first wait after network trouble; doubles up to backoffMax, with jitter
 * @param refusedRetry the wait after the server refused us, which only an admin can mend
 * @param close how long {@code close()} waits for the last stanzas to leave
 */
public record StreamTimings(
        Duration connect,
        Duration handshake,
        Duration idle,
        Duration dead,
        Duration backoffMin,
        Duration backoffMax,
        Duration refusedRetry,
        Duration close) {
    /** A dead link is noticed within 90 s. */
    public static final StreamTimings DEFAULT =
            new StreamTimings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(80),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5));

    /** With another idle time and dead time. */
    public StreamTimings withLiveness(Duration newIdle, Duration newDead) {
        return new StreamTimings(
                connect, handshake, newIdle, newDead, backoffMin, backoffMax, refusedRetry, close);
    }

    /** With other waits between attempts. */
    public StreamTimings withRetries(Duration min, Duration max, Duration refused) {
        return new StreamTimings(connect, handshake, idle, dead, min, max, refused, close);
    }

    /** With another limit on the handshake. */
    public StreamTimings withHandshake(Duration limit) {
        return new StreamTimings(
                connect, limit, idle, dead, backoffMin, backoffMax, refusedRetry, close);
    }
}
