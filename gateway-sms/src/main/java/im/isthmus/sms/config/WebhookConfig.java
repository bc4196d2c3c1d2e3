package im.isthmus.sms.config;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [sms.webhook]}: where providers call us.
 *
 * @param listen plain HTTP, for a proxy that speaks TLS
 * @param publicUrl how the provider reaches that proxy, without a slash at the end; signatures are
 *     checked against it, whatever the proxy sends
 */
public record WebhookConfig(HostPort listen, String publicUrl) {
    private static final String EXAMPLE = "https://sms.example.org";

    static @Nullable WebhookConfig read(Section section) {
        if (!section.isPresent()) {
            section.optional("listen", HostPort.listenValue(), "127.0.0.1:8480");
            section.optional("public-url", address(), EXAMPLE);
            return null;
        }
        HostPort listen = section.optional("listen", HostPort.listenValue(), "127.0.0.1:8480");
        return new WebhookConfig(
                listen == null ? new HostPort("127.0.0.1", 8480) : listen,
                section.required("public-url", address(), EXAMPLE));
    }

    private static Value<String> address() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            try {
                URI url = new URI(text);
                boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
                if (web && url.getHost() != null && url.getQuery() == null) {
                    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
                }
            } catch (URISyntaxException e) {
                // Told below.
            }
            throw new Value.Wrong(
                    "must be an address such as " + EXAMPLE + ", not \"" + text + '"');
        };
    }
}
