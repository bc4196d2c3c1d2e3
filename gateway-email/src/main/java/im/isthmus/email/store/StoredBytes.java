package im.isthmus.email.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jdbi.v3.core.Handle;

/** Whole mails as bytes, in pieces, so that no statement is as large as a mail. */
public final class StoredBytes {
    private static final int PIECE = 384 * 1024;

    private StoredBytes() {}

    /** Keeps them under a number that no other mail has. */
    public static void write(Handle handle, long owner, byte[] bytes) {
        write(handle, owner, new ByteArrayInputStream(bytes));
    }

    /** The same with those of a file. */
    public static void write(Handle handle, long owner, Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            write(handle, owner, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Handle handle, long owner, InputStream bytes) {
        try {
            int seq = 0;
            for (byte[] piece = bytes.readNBytes(PIECE);
                    piece.length > 0;
                    piece = bytes.readNBytes(PIECE)) {
                handle.execute(
                        "INSERT INTO email_bytes (owner, seq, chunk) VALUES (?, ?, ?)",
                        owner,
                        seq++,
                        Base64.getEncoder().encodeToString(piece));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was kept; empty if nothing was. */
    public static byte[] read(Handle handle, long owner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copy(handle, owner, bytes);
        return bytes.toByteArray();
    }

    /** Puts what was kept into a file; says whether anything was. */
    public static boolean read(Handle handle, long owner, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            return copy(handle, owner, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean copy(Handle handle, long owner, OutputStream out) {
        boolean any = false;
        try (var pieces =
                handle
                        .createQuery(
                                "SELECT chunk FROM email_bytes WHERE owner = :owner ORDER BY seq")
                        .bind("owner", owner)
                        .mapTo(String.class)
                        .stream()) {
            for (String piece : (Iterable<String>) pieces::iterator) {
                out.write(Base64.getDecoder().decode(piece));
                any = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return any;
    }

    public static void delete(Handle handle, long owner) {
        handle.execute("DELETE FROM email_bytes WHERE owner = ?", owner);
    }
}
