package im.isthmus.irc.network.nick;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.SessionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegainTest {
    private final Table table = new Table();
    private final Regain regain = new Regain(table, Duration.ofSeconds(20), Duration.ofSeconds(60));

    @Test
    void itAsksLessAndLessOftenUntilTheNickIsThere() {
        regain.start();
        for (int i = 0; i < 4; i++) {
            table.timePasses();
            assertThat(regain.refused("Juliet", false)).isTrue();
        }
        table.now = "juliet";
        table.timePasses();
        assertThat(table.asked).hasSize(4).containsOnly("juliet");
        assertThat(table.waits)
                .extracting(Duration::toSeconds)
                .containsExactly(20L, 40L, 60L, 60L, 60L);
        assertThat(table.tasks).isEmpty();
    }

    @Test
    void whatCannotBeIsAskedForOnce() {
        regain.start();
        table.timePasses();
        assertThat(regain.refused("juliet", true)).isTrue();
        assertThat(table.tasks).isEmpty();
    }

    @Test
    void whoHasTheNickOrWantsNoneAsksNothing() {
        table.now = "juliet";
        regain.start();
        table.wanted = "";
        table.now = "user";
        regain.start();
        assertThat(table.waits).isEmpty();
        assertThat(regain.refused("juliet", false)).isFalse();
    }

    @Test
    void withTheConnectionItEnds() {
        regain.start();
        regain.stop();
        assertThat(table.tasks).isEmpty();
    }

    /** A link whose clock is turned by hand. */
    private static final class Table implements Regain.Desk {
        private final List<String> asked = new ArrayList<>();
        private final List<Duration> waits = new ArrayList<>();
        private final List<Runnable> tasks = new ArrayList<>();
        private String wanted = "juliet";
        private String now = "juliet_";

        void timePasses() {
            tasks.removeFirst().run();
        }

        @Override
        public String wanted() {
            return wanted;
        }

        @Override
        public boolean has(String nick) {
            return now.equals(nick);
        }

        @Override
        public void ask(String nick) {
            asked.add(nick);
        }

        @Override
        public SessionContext.Timer after(Duration wait, Runnable task) {
            waits.add(wait);
            tasks.add(task);
            return () -> tasks.remove(task);
        }
    }
}
