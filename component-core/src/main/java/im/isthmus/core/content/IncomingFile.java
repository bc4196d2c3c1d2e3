package im.isthmus.core.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a legacy network that has no address yet which XMPP clients could fetch.
 *
 * @param name as the sender calls it; null if unknown
 * @param mediaType as the sender calls it; null if unknown. What the bytes say counts more
 * @param description in words; null if there is none
 * @param inline whether it is part of the text, such as a picture in a mail
 * @param bytes opened and read once
 */
public record IncomingFile(
        @Nullable String name,
        @Nullable String mediaType,
        @Nullable String description,
        boolean inline,
        Source bytes) {
    /** A file of which only the bytes and what to call it are known. */
    public IncomingFile(@Nullable String name, @Nullable String mediaType, Source bytes) {
        this(name, mediaType, null, false, bytes);
    }

    /** Bytes that are in memory already. */
    public static IncomingFile of(
            @Nullable String name, @Nullable String mediaType, byte[] content) {
        byte[] copy = content.clone();
        return new IncomingFile(name, mediaType, () -> new ByteArrayInputStream(copy));
    }

    /** Where bytes come from. */
    public interface Source {
        /** The bytes from the first on; the caller closes it. */
        InputStream open() throws IOException;
    }
}
