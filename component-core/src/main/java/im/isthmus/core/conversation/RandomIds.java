package im.isthmus.core.conversation;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Makes ids that never repeat in practice: 114 random bits as 19 characters behind a tilde, which
 * tells them from the ids of networks (see {@link MessageNames}).
 */
final class RandomIds {
    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    private static final int LENGTH = 20;

    /** The seed is from the system; from there on speed matters more than secrecy. */
    private static final SecureRandom SEEDS = new SecureRandom();

    private final SplittableRandom random = new SplittableRandom(SEEDS.nextLong());

    String next() {
        char[] id = new char[LENGTH];
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (i % (LENGTH / 2) == 0) {
                bits = random.nextLong();
            }
            id[i] = DIGITS.charAt((int) bits & 63);
            bits >>>= 6;
        }
        id[0] = MessageNames.OURS;
        return new String(id);
    }
}
