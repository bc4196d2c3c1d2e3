package im.isthmus.sms.signature;

import im.isthmus.core.content.Hash;
import im.isthmus.sms.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bearer token of Vonage: a JSON Web Token, HS256 and nothing else (RFC 7519), whose claim {@code
 * payload_hash} has the hash of the body.
 */
public final class VonageSignature implements WebhookSignature {
    private static final long TOLERANCE_SECONDS = 300;
    private static final String SCHEME = "Bearer ";

    private final JsonMapper json = new JsonMapper();
    private final String secret;
    private final String applicationId;
    private final @Nullable String apiKey;
    private final InstantSource clock;

    /**
     * @param secret the account's signature secret
     * @param applicationId the application whose messages these are
     * @param apiKey of the account; null if tokens need not name it
     */
    public VonageSignature(
            String secret, String applicationId, @Nullable String apiKey, InstantSource clock) {
        this.secret = secret;
        this.applicationId = applicationId;
        this.apiKey = apiKey;
        this.clock = clock;
    }

    @Override
    public boolean verifies(WebhookRequest request) {
        String header = request.header("Authorization");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String[] parts = header.substring(SCHEME.length()).strip().split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            byte[] mac = Macs.hmac("HmacSHA256", secret, parts[0] + "." + parts[1]);
            String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
            return Macs.same(expected, parts[2])
                    && read(parts[0]).path("alg").asString("").equals("HS256")
                    && claims(read(parts[1]), request);
        } catch (IllegalArgumentException | JacksonException e) {
            return false;
        }
    }

    private boolean claims(JsonNode claims, WebhookRequest request) {
        long now = clock.instant().getEpochSecond();
        JsonNode issued = claims.path("iat");
        JsonNode expires = claims.path("exp");
        return issued.isNumber()
                && Math.abs(now - issued.asLong()) <= TOLERANCE_SECONDS
                && (expires.isMissingNode() || (expires.isNumber() && expires.asLong() > now))
                && claims.path("application_id").asString("").equals(applicationId)
                && (apiKey == null || claims.path("api_key").asString(apiKey).equals(apiKey))
                && Macs.same(
                        Hash.SHA256.hex(request.bytes().bytes()),
                        claims.path("payload_hash").asString(""));
    }

    private JsonNode read(String part) {
        return json.readTree(
                new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
