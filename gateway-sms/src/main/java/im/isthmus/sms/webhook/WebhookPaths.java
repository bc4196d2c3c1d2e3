package im.isthmus.sms.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The paths that a provider's account calls: nobody can guess them who does not know a secret of
 * that account, and they stay the same as long as that secret does.
 *
 * @param inbound for messages
 * @param status for what became of ours; the id of the message may follow
 */
public record WebhookPaths(String inbound, String status) {
    private static final int CHARACTERS = 32;

    /**
     * The paths of an account.
     *
     * @param account name in the configuration
     * @param secret of that account
     */
    public static WebhookPaths of(String account, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] token = mac.doFinal(("webhook " + account).getBytes(StandardCharsets.UTF_8));
            String path = "/" + HexFormat.of().formatHex(token).substring(0, CHARACTERS);
            return new WebhookPaths(path + "/inbound", path + "/status");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
