package im.isthmus.program.sms.kill;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.program.sms.SmsSetup;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bin/killloop sms}. */
class TextKillLoopTest {
    private static final int ROUNDS = Integer.getInteger("isthmus.kill.rounds", 3);

    @TempDir Path folder;

    @Test
    void noTextIsLostOrSentTwiceHoweverOftenItIsKilled() throws Exception {
        long seed = Long.getLong("isthmus.kill.seed", System.nanoTime());
        try (RealProsody prosody =
                        RealProsody.start(XmppSetup.standard().withComponents(SmsSetup.DOMAIN));
                TextKillLoop loop = new TextKillLoop(prosody, folder, seed)) {
            TextVerdict verdict = loop.run(ROUNDS);

            Campaign.say("seed " + seed + ": " + verdict);
            assertThat(verdict.sent()).isPositive();
            assertThat(verdict.twice()).isEmpty();
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.falseReceipts()).isEmpty();
            assertThat(verdict.unshown()).isEmpty();
            assertThat(verdict.twoIds()).isEmpty();
        }
    }
}
