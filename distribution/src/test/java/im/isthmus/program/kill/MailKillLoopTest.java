package im.isthmus.program.kill;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Campaign;
import im.isthmus.testing.real.RealProsody;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bin/killloop email}. */
class MailKillLoopTest {
    private static final int ROUNDS = Integer.getInteger("isthmus.kill.rounds", 2);

    @TempDir Path folder;

    @Test
    void noMailThatWasAcceptedIsLostAndNoneIsSentUnderTwoNamesHoweverOftenItIsKilled()
            throws Exception {
        long seed = Long.getLong("isthmus.kill.seed", System.nanoTime());
        try (RealProsody prosody = RealProsody.start(MailKillLoop.setup());
                MailKillLoop loop = new MailKillLoop(prosody, folder, seed)) {
            MailVerdict verdict = loop.run(ROUNDS);

            Campaign.say("seed " + seed + ": " + verdict);
            assertThat(verdict.accepted()).isPositive();
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.twoIds()).isEmpty();
            assertThat(verdict.promised()).isPositive();
            assertThat(verdict.unsent()).isEmpty();
            assertThat(verdict.twoMails()).isEmpty();
        }
    }
}
