package im.isthmus.core.attachment;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a web server that a user named.
 *
 * @param method of HTTP or one of its extensions, such as {@code REPORT}
 * @param contentType of the body
 * @param headers more of them
 * @param credentials for the server; null if none are needed
 * @param maxAnswer in bytes
 */
public record WebCall(
        String method,
        URI url,
        String contentType,
        String body,
        Map<String, String> headers,
        @Nullable OriginCredentials credentials,
        int maxAnswer) {
    public WebCall {
        headers = Map.copyOf(headers);
    }

    /** What a web server said, whatever that is. */
    public record Answer(int status, String body) {}
}
