package im.isthmus.irc.connection.origin;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection comes from.
 *
 * @param address of our own to connect from; null leaves it to the system
 * @param idents tell servers who is behind it; null if they are not told
 * @param name by which they are told
 * @param webirc what the server is told in so many words; null for nothing
 */
public record Origin(
        @Nullable InetAddress address,
        @Nullable Idents idents,
        String name,
        @Nullable WebIrc webirc) {
    /** Whatever the system chooses, and nobody is told. */
    public static final Origin ANY = new Origin(null, null, "", null);
}
