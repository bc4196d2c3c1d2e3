package im.isthmus.sms.signature;

import im.isthmus.sms.webhook.WebhookRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;

/** {@code telnyx-signature-ed25519} over the time stamp, a bar and the body. */
public final class TelnyxSignature implements WebhookSignature {
    private static final long TOLERANCE_SECONDS = 300;

    /** What turns 32 bytes into an X.509 key of Ed25519 (RFC 8410 section 4). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;
    private final InstantSource clock;

    /**
     * @param publicKey of the account, 32 bytes in base64
     * @throws IllegalArgumentException if it is no such key
     */
    public TelnyxSignature(String publicKey, InstantSource clock) {
        this.clock = clock;
        byte[] raw = Base64.getDecoder().decode(publicKey);
        if (raw.length != 32) {
            throw new IllegalArgumentException("a public key has 32 bytes, not " + raw.length);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(PREFIX);
        encoded.writeBytes(raw);
        try {
            key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no public key of Ed25519", e);
        }
    }

    @Override
    public boolean verifies(WebhookRequest request) {
        String time = request.header("telnyx-timestamp");
        try {
            long seconds = Long.parseLong(time);
            if (Math.abs(clock.instant().getEpochSecond() - seconds) > TOLERANCE_SECONDS) {
                return false;
            }
            byte[] given = Base64.getDecoder().decode(request.header("telnyx-signature-ed25519"));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update((time + "|").getBytes(StandardCharsets.UTF_8));
            signature.update(request.bytes().bytes());
            return signature.verify(given);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }
}
