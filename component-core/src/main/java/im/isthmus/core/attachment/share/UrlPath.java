package im.isthmus.core.attachment.share;

import java.nio.charset.StandardCharsets;

/** Names inside the paths of URLs (RFC 3986 section 3.3). */
final class UrlPath {
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private UrlPath() {}

    /** One segment; everything that could mean something else is escaped. */
    static String encoded(String name) {
        StringBuilder path = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(each) >= 0) {
                path.append((char) each);
            } else {
                path.append("%%%02X".formatted(each & 0xFF));
            }
        }
        return path.toString();
    }
}
