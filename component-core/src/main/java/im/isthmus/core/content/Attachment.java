package im.isthmus.core.content;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message, by its address (XEP-0066, XEP-0447).
 *
 * @param url where it can be fetched; from a user it is hostile until the guarded fetcher has it
 * @param name as the sender calls it; null if unknown
 * @param mediaType such as {@code image/png}; null if unknown
 * @param size in bytes; -1 if unknown
 * @param description in words; null if there is none
 * @param inline whether it is part of the text, such as a picture in a mail
 */
public record Attachment(
        URI url,
        @Nullable String name,
        @Nullable String mediaType,
        long size,
        @Nullable String description,
        boolean inline) {
    /** An address and nothing more. */
    public static Attachment of(URI url) {
        return new Attachment(url, null, null, -1, null, false);
    }
}
