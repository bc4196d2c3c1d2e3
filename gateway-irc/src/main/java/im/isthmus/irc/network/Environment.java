package im.isthmus.irc.network;

import im.isthmus.irc.network.connecting.Timings;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a link lives in, to be replaced in tests.
 *
 * @param clock what time it is
 * @param random spreads what many users do at the same time
 */
public record Environment(Timings timings, InstantSource clock, RandomGenerator random) {
    /** The real one. */
    public static Environment real() {
        return new Environment(
                Timings.DEFAULT, InstantSource.system(), RandomGenerator.getDefault());
    }
}
