package im.isthmus.sms.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes that every Java runtime has. */
final class Macs {
    private Macs() {}

    static byte[] hmac(String algorithm, String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    static byte[] hmac(String algorithm, String key, String message) {
        return hmac(algorithm, key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Compares without telling by its time where the difference is. */
    static boolean same(byte[] expected, String givenBase64) {
        try {
            return MessageDigest.isEqual(expected, Base64.getDecoder().decode(givenBase64));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As {@link #same(byte[], String)}, for texts. */
    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
