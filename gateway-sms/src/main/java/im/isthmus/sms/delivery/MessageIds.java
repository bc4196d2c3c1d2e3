package im.isthmus.sms.delivery;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names for messages that nobody can guess: 128 random bits. */
public final class MessageIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageIds() {}

    public static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
