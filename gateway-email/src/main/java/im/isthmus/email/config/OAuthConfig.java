package im.isthmus.email.config;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A section {@code [email.accounts.providers.NAME.oauth]}: how users sign in at a provider's web
 * page instead of giving a password away (RFC 8628).
 *
 * @param clientId what the provider knows this gateway by
 * @param clientSecret null if the provider gave none
 * @param deviceUrl where a code for the user is asked for
 * @param tokenUrl where tokens are got
 * @param scope what is asked for, separated by spaces
 */
public record OAuthConfig(
        String clientId, @Nullable Secret clientSecret, URI deviceUrl, URI tokenUrl, String scope) {
    static @Nullable OAuthConfig read(Section section) {
        if (!section.isPresent()) {
            // Asked for all the same, so that a mistyped section is told what belongs here.
            section.optional("client-id", Values.text(), "0123456789.apps.example.org");
            section.optionalSecret("client-secret");
            section.optional("device-url", url(), "https://oauth.example.org/device/code");
            section.optional("token-url", url(), "https://oauth.example.org/token");
            section.optional("scope", Values.text(), "https://mail.example.org/");
            return null;
        }
        return new OAuthConfig(
                section.required("client-id", Values.text(), "0123456789.apps.example.org"),
                section.optionalSecret("client-secret"),
                section.required("device-url", url(), "https://oauth.example.org/device/code"),
                section.required("token-url", url(), "https://oauth.example.org/token"),
                section.required("scope", Values.text(), "https://mail.example.org/"));
    }

    private static Value<URI> url() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            try {
                URI url = URI.create(text);
                String host = url.getHost() == null ? "" : url.getHost();
                boolean here = host.equals("localhost") || host.equals("127.0.0.1");
                String scheme =
                        url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
                if (!host.isEmpty()
                        && (scheme.equals("https") || (here && scheme.equals("http")))) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // Told below.
            }
            throw new Value.Wrong("must be an https address");
        };
    }
}
