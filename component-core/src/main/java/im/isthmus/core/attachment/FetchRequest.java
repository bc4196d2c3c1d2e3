package im.isthmus.core.attachment;

import im.isthmus.core.content.MediaTypes;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file to fetch.
 *
 * @param url by whomever; nothing about it is believed
 * @param maxSize in bytes
 * @param types which are welcome
 * @param mediaType what the sender calls it; null if unknown
 * @param credentials for the server it is expected at; null if none are needed
 * @param etag of the version we have, so that it is not sent again; null if we have none
 */
public record FetchRequest(
        URI url,
        long maxSize,
        MediaTypes types,
        @Nullable String mediaType,
        @Nullable OriginCredentials credentials,
        @Nullable String etag) {
    /** A file from somewhere on the Internet. */
    public static FetchRequest of(URI url, long maxSize, MediaTypes types) {
        return new FetchRequest(url, maxSize, types, null, null, null);
    }

    public FetchRequest withMediaType(@Nullable String other) {
        return new FetchRequest(url, maxSize, types, other, credentials, etag);
    }

    public FetchRequest withCredentials(@Nullable OriginCredentials others) {
        return new FetchRequest(url, maxSize, types, mediaType, others, etag);
    }

    public FetchRequest withEtag(@Nullable String other) {
        return new FetchRequest(url, maxSize, types, mediaType, credentials, other);
    }
}
