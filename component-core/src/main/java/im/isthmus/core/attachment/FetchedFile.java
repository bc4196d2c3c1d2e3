package im.isthmus.core.attachment;

import im.isthmus.core.attachment.file.Spool;
import im.isthmus.core.content.IncomingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that was fetched, in a temporary file that is deleted by {@link #close} or by reading
 * {@link #incoming}.
 *
 * @param path where it is
 * @param size in bytes
 * @param mediaType as the bytes say it, else as the server or the sender says it
 * @param sha256 of the bytes, in hex
 * @param name the last part of its address; null if that says nothing
 * @param etag what the server calls this version of it; null if nothing
 */
public record FetchedFile(
        Path path,
        long size,
        String mediaType,
        String sha256,
        @Nullable String name,
        @Nullable String etag)
        implements AutoCloseable {
    /** To be shared with XMPP users. */
    public IncomingFile incoming(@Nullable String otherName) {
        return new IncomingFile(
                otherName == null ? name : otherName,
                mediaType,
                () -> Files.newInputStream(path, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** All of it; for files that are known to be small. */
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(path);
    }

    /** From the first byte on. */
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public void close() {
        Spool.delete(path);
    }
}
