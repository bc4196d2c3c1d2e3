package im.isthmus.testing.kill;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Campaign;
import im.isthmus.testing.real.RealProsody;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bin/killloop}. */
class KillLoopTest {
    private static final int ROUNDS = Integer.getInteger("isthmus.kill.rounds", 5);

    @TempDir Path folder;

    @Test
    void nothingAcceptedIsLostAndNothingIsShownTwiceHoweverOftenItIsKilled() throws Exception {
        long seed = Long.getLong("isthmus.kill.seed", System.nanoTime());
        try (RealProsody prosody = RealProsody.start(KillLoop.setup());
                KillLoop loop = new KillLoop(prosody, folder, seed)) {
            Verdict verdict = loop.run(ROUNDS);

            Campaign.say("seed " + seed + ": " + verdict);
            assertThat(verdict.accepted()).isPositive();
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.twoIds()).isEmpty();
            assertThat(verdict.repeatedUndelayed()).isZero();
            assertThat(verdict.unreported()).isEmpty();
        }
    }
}
