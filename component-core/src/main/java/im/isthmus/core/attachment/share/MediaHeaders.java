package im.isthmus.core.attachment.share;

import com.sun.net.httpserver.Headers;
import im.isthmus.core.attachment.file.FileType;
import im.isthmus.core.store.table.SharedFiles.SharedFile;
import java.util.Set;

/**
 * What we say about a file that a stranger made, so that no browser runs it: only its own type, no
 * guessing, no scripts, and nothing to look at but pictures, sound and films.
 */
final class MediaHeaders {
    /** Harmless in a browser, besides pictures, sound and films. */
    private static final Set<String> KNOWN =
            Set.of("application/pdf", "text/plain", "text/vcard", "text/calendar");

    private MediaHeaders() {}

    static void describe(SharedFile file, Headers headers) {
        boolean shown = isShown(file.mediaType());
        boolean known = shown || KNOWN.contains(file.mediaType());
        String type = known ? file.mediaType() : FileType.UNKNOWN;
        String charset = type.startsWith("text/") ? "; charset=utf-8" : "";
        headers.set("Content-Type", type + charset);
        headers.set(
                "Content-Disposition",
                (shown ? "inline" : "attachment")
                        + "; filename*=UTF-8''"
                        + UrlPath.encoded(file.name()));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; img-src 'self'; media-src 'self'; sandbox");
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "private, max-age=86400, immutable");
        headers.set("Accept-Ranges", "bytes");
        headers.set("ETag", '"' + file.sha256() + '"');
    }

    private static boolean isShown(String type) {
        return (type.startsWith("image/") && !type.contains("xml"))
                || type.startsWith("audio/")
                || type.startsWith("video/");
    }
}
