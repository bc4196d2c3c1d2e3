package im.isthmus.email.account.watch;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.text.Text;
import im.isthmus.testing.StandInSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulletinTest {
    private final Jid alice = Jid.of("alice", "example.org", "");
    private final List<Jid> told = new ArrayList<>();
    private final Bulletin bulletin =
            new Bulletin(
                    alice,
                    new StandInSessions(alice, (user, _) -> told.add(user)),
                    InstantSource.system(),
                    Duration.ofMinutes(15));

    BulletinTest() throws Exception {}

    @Test
    void theSameIsToldOnce() {
        bulletin.works();
        bulletin.works();
        bulletin.trouble(Text.of("The gateway failed on this mailbox."));
        assertThat(told).containsExactly(alice, alice);
    }

    @Test
    void whatEndedDoesNotContradictWhatCameAfterIt() {
        bulletin.end();
        bulletin.trouble(Text.of("The gateway failed on this mailbox."));
        bulletin.refused(Text.of("The gateway failed on this mailbox."));
        assertThat(told).isEmpty();
    }
}
