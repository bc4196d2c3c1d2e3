package im.isthmus.sms.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came in, and nothing decoded: signatures are over these very bytes.
 *
 * @param method in capitals
 * @param url as the provider called it: the public URL from the configuration with the request's
 *     own path and query
 * @param headers by lower-case name; of several of one name the first
 * @param bytes the body
 */
public record WebhookRequest(String method, String url, Map<String, String> headers, Body bytes) {
    /** Bytes that are compared by content. */
    public static final class Body {
        private final byte[] bytes;

        public Body(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    public WebhookRequest {
        headers = Map.copyOf(headers);
    }

    /** A header by any spelling of its name; empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The body as text. */
    public String body() {
        return new String(bytes.bytes(), StandardCharsets.UTF_8);
    }

    /** The query as the provider wrote it; empty if there is none. */
    public String query() {
        int mark = url.indexOf('?');
        return mark < 0 ? "" : url.substring(mark + 1);
    }

    /** The parameters of the body, if it is a form; none otherwise. */
    public FormPairs form() {
        return header("content-type").startsWith("application/x-www-form-urlencoded")
                ? FormPairs.parse(body())
                : FormPairs.parse("");
    }
}
