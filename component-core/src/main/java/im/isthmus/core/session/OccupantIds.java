package im.isthmus.core.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Occupant-ids (XEP-0421): an HMAC of room and identity under a key of the gateway, so that an id
 * is stable, differs from room to room and tells nothing about who it is. Users who share a room
 * see the same people, so what was made lately is kept, for up to 10,000 of them.
 */
public final class OccupantIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT = 10_000;

    private record Who(LegacyRoom room, String identity) {}

    /** Knows the key, and is copied for each id. */
    private final Mac keyed;

    private final Cache<Who, String> made = Caffeine.newBuilder().maximumSize(KEPT).build();

    /**
     * Ids under a key.
     *
     * @param key at least 32 random bytes, kept for as long as the gateway lives
     */
    public OccupantIds(byte[] key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    /** The id of somebody in a room: 24 characters of base64url. */
    public String of(LegacyRoom room, String identity) {
        return made.get(new Who(room, identity), this::make);
    }

    private String make(Who who) {
        Mac mac = copy();
        mac.update(who.room().localpart().getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        byte[] digest = mac.doFinal(who.identity().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, 18));
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", e);
        }
    }
}
