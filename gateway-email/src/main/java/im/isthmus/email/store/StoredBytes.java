package im.isthmus.email.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.jdbi.v3.core.Handle;

/** Whole mails as bytes, in pieces, so that no statement is as large as a mail. */
public final class StoredBytes {
    private static final int PIECE = 384 * 1024;

    private StoredBytes() {}

    /** Keeps them under a number that no other mail has. */
    public static void write(Handle handle, long owner, byte[] bytes) {
        for (int at = 0, seq = 0; at < bytes.length; at += PIECE, seq++) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PIECE));
            handle.execute(
                    "INSERT INTO email_bytes (owner, seq, chunk) VALUES (?, ?, ?)",
                    owner,
                    seq,
                    Base64.getEncoder().encodeToString(piece));
        }
    }

    /** What was kept; empty if nothing was. */
    public static byte[] read(Handle handle, long owner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var pieces =
                handle
                        .createQuery(
                                "SELECT chunk FROM email_bytes WHERE owner = :owner ORDER BY seq")
                        .bind("owner", owner)
                        .mapTo(String.class)
                        .stream()) {
            pieces.forEach(piece -> bytes.writeBytes(Base64.getDecoder().decode(piece)));
        }
        return bytes.toByteArray();
    }

    public static void delete(Handle handle, long owner) {
        handle.execute("DELETE FROM email_bytes WHERE owner = ?", owner);
    }
}
