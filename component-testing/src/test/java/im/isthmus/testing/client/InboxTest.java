package im.isthmus.testing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Inbox<String> inbox = new Inbox<>("ann", UnaryOperator.identity());

    @Test
    void whatCameEarlierIsStillFoundAndTakenOnce() {
        inbox.add("one");
        inbox.add("two");
        inbox.add("one again");
        assertThat(inbox.await("two", LONG, "two"::equals)).isEqualTo("two");
        assertThat(inbox.await("a one", LONG, line -> line.startsWith("one"))).isEqualTo("one");
        assertThat(inbox.await("a one", LONG, line -> line.startsWith("one")))
                .isEqualTo("one again");
        assertThat(inbox.all()).containsExactly("one", "two", "one again");
    }

    @Test
    void whatComesLaterWakesTheWaiter() throws Exception {
        Thread sender = Thread.ofVirtual().start(() -> inbox.add("late"));
        assertThat(inbox.await("late", LONG, "late"::equals)).isEqualTo("late");
        sender.join();
    }

    @Test
    void aFailureSaysWhatCameInstead() {
        inbox.add("something else");
        assertThatThrownBy(() -> inbox.await("a reply", Duration.ofMillis(1), "reply"::equals))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ann did not see a reply")
                .hasMessageContaining("something else");
    }

    @Test
    void anEndedConnectionFailsTheWaitAtOnce() {
        inbox.close("the server closed the connection");
        assertThatThrownBy(() -> inbox.await("a reply", LONG, "reply"::equals))
                .hasMessageContaining("the server closed the connection");
        inbox.awaitClosed(LONG);
    }
}
