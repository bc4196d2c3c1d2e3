package im.isthmus.irc.connection.origin;

import im.isthmus.core.address.Jid;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a user where the JID should not be told: always the same for the same user, so
 * that one who is banned stays banned and nobody else is, and of no use to guess who it is.
 */
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    /** Servers cut user names longer than this (modern IRC, USERLEN). */
    private static final int NAME = 10;

    private final byte[] key;

    /**
     * Of a gateway.
     *
     * @param key secret, the same for ever; at least 16 bytes
     */
    public Pseudonyms(byte[] key) {
        this.key = key.clone();
    }

    /** A user name of 10 letters and digits. */
    public String name(Jid user) {
        byte[] digest = digest("name", user);
        StringBuilder name = new StringBuilder(NAME);
        for (int i = 0; i < NAME; i++) {
            name.append(LETTERS.charAt(digest[i] & 31));
        }
        // No server minds a letter in front.
        name.setCharAt(0, LETTERS.charAt((digest[0] & 0xff) % 26));
        return name.toString();
    }

    /** One address out of many. */
    public InetAddress address(Jid user, AddressPrefix prefix) {
        return prefix.address(digest("address", user));
    }

    private byte[] digest(String use, Jid user) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Arrays.copyOf(
                    mac.doFinal((use + '\0' + user.bare()).getBytes(StandardCharsets.UTF_8)), 32);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
