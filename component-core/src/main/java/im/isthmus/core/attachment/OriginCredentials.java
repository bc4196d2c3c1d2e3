package im.isthmus.core.attachment;

import im.isthmus.core.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What proves to one server that we may have its files. No other server ever gets it, also not by a
 * redirect.
 *
 * @param origin scheme, host and port of it; a path does not matter
 * @param authorization the value of the header of that name (RFC 9110 section 11.6.2)
 */
public record OriginCredentials(URI origin, Secret authorization) {
    /** A name and a password (RFC 7617). */
    public static OriginCredentials basic(URI origin, String user, Secret password) {
        byte[] both = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return new OriginCredentials(
                origin, new Secret("Basic " + Base64.getEncoder().encodeToString(both)));
    }

    /** A token (RFC 6750). */
    public static OriginCredentials bearer(URI origin, Secret token) {
        return new OriginCredentials(origin, new Secret("Bearer " + token.reveal()));
    }
}
