package im.isthmus.sms.provider.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;

/** Tokens that Vonage knows an application by: JSON Web Tokens, RS256 (RFC 7519). */
final class VonageToken {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String applicationId;
    private final PrivateKey key;
    private final InstantSource clock;

    VonageToken(String applicationId, String pem, InstantSource clock) {
        this.applicationId = applicationId;
        this.key = key(pem);
        this.clock = clock;
    }

    /**
     * Reads a key.
     *
     * @param pem with {@code BEGIN PRIVATE KEY} (RFC 7468 section 10)
     * @throws IllegalArgumentException with a sentence for the admin if it is none
     */
    static PrivateKey key(String pem) {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "is no RSA key in PEM that begins with -----BEGIN PRIVATE KEY-----", e);
        }
    }

    /** One that nobody has seen yet. */
    String fresh() {
        long now = clock.instant().getEpochSecond();
        String claims =
                HttpApi.JSON.writeValueAsString(
                        HttpApi.JSON
                                .createObjectNode()
                                .put("application_id", applicationId)
                                .put("iat", now)
                                .put("exp", now + LIFE.toSeconds())
                                .put("jti", UUID.randomUUID().toString()));
        String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that cannot sign", e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
