package im.isthmus.core.attachment.file;

import im.isthmus.core.content.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes of unknown number and kind, on their way into a temporary file of known size and hash. */
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    /** As many bytes as tell what kind of file it is. */
    private static final int HEAD = 4096;

    private final Path path;
    private final long size;
    private final String sha256;
    private final byte[] head;

    private Spool(Path path, long size, String sha256, byte[] head) {
        this.path = path;
        this.size = size;
        this.sha256 = sha256;
        this.head = head;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** In hex. */
    public String sha256() {
        return sha256;
    }

    /** What kind of file it is, by its bytes and by what others call it, best first. */
    public String type(@Nullable String... claims) {
        return FileType.of(head, claims);
    }

    /**
     * Writes all bytes into a new file.
     *
     * @param folder for it; null for the system's
     * @return null if there are more than {@code maxSize}; then there is no file
     */
    public static @Nullable Spool write(InputStream in, @Nullable Path folder, long maxSize)
            throws IOException {
        Path path =
                folder == null
                        ? Files.createTempFile("isthmus-", ".part")
                        : Files.createTempFile(folder, "isthmus-", ".part");
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            Spool spooled = copy(in, out, path, maxSize);
            kept = spooled != null;
            return spooled;
        } finally {
            if (!kept) {
                delete(path);
            }
        }
    }

    private static @Nullable Spool copy(InputStream in, OutputStream out, Path path, long maxSize)
            throws IOException {
        MessageDigest digest = Hash.SHA256.begin();
        byte[] buffer = new byte[16_384];
        byte[] head = new byte[HEAD];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (size < HEAD) {
                System.arraycopy(buffer, 0, head, (int) size, (int) Math.min(n, HEAD - size));
            }
            size += n;
            if (size > maxSize) {
                return null;
            }
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Spool(path, size, hash, Arrays.copyOf(head, (int) Math.min(size, HEAD)));
    }

    /** Deletes a file, if it is there. */
    public static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("spool.left file={} reason=\"{}\"", path, e.getMessage());
        }
    }
}
