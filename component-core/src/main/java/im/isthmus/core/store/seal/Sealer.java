package im.isthmus.core.store.seal;

import im.isthmus.core.store.database.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets, so that who gets hold of the database alone learns none of them. AES-256-GCM with
 * a key from a file that is kept elsewhere. What is sealed names its key, so that keys can be
 * replaced: the file's first key seals, all of them open.
 */
public final class Sealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyFile keys;
    private final SecureRandom random = new SecureRandom();

    private Sealer(KeyFile keys) {
        this.keys = keys;
    }

    /**
     * Loads the key file, or makes it, readable by this user only.
     *
     * @throws StoreException with a sentence for the admin
     */
    public static Sealer load(Path keyFile) {
        return new Sealer(KeyFile.loadOrMake(keyFile));
    }

    /**
     * Seals a text.
     *
     * @param context where the sealed text will stand, such as table and user; it opens nowhere
     *     else
     * @return {@code key:base64}
     */
    public String seal(String context, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.current(), nonce, context).doFinal(plain);
            byte[] all =
                    ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array();
            return keys.currentName() + ":" + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new StoreException("sealing failed", e);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws StoreException if its key is not in the key file, or it was changed or moved
     */
    public String open(String context, String sealed) {
        int colon = sealed.indexOf(':');
        @Nullable SecretKey key = keys.find(sealed.substring(0, Math.max(colon, 0)));
        if (key == null) {
            throw new StoreException(
                    "the secrets in the database were sealed with another key than those in "
                            + keys.file()
                            + "; put the right key file there");
        }
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(colon + 1));
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                            .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException("a sealed secret was damaged or moved: " + context, e);
        }
    }

    /** Whether it was sealed with a key that is no longer the first; then seal it again. */
    public boolean isOutdated(String sealed) {
        return !sealed.startsWith(keys.currentName() + ":");
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
