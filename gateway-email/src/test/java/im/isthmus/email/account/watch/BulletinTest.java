package im.isthmus.email.account.watch;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BulletinTest {
    private final Jid alice = Jid.of("alice", "example.org", "");
    private final List<Jid> told = new ArrayList<>();
    private final Bulletin bulletin =
            new Bulletin(alice, new Listening(), InstantSource.system(), Duration.ofMinutes(15));

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

    private final class Listening implements BackendContext {
        @Override
        public Jid domain() {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean permits(Jid user) {
            return true;
        }

        @Override
        public void asUser(Jid user, Consumer<SessionContext> task) {
            told.add(user);
        }
    }
}
