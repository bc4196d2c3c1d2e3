package im.isthmus.irc.pending;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.Content;
import im.isthmus.irc.TestBackends;
import im.isthmus.irc.TestUser;
import im.isthmus.irc.message.CaseMapping;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose an error without a label is. */
@Timeout(60)
class PendingMessagesTest {
    private Instant now = Instant.EPOCH;
    private TestUser juliet;
    private PendingMessages messages;

    @BeforeEach
    void start() throws Exception {
        juliet = new TestUser(TestBackends.to(1), "juliet@example.org");
        messages = new PendingMessages(juliet, () -> now, Duration.ofMinutes(1), _ -> {});
    }

    @AfterEach
    void stop() {
        juliet.close();
    }

    @Test
    void whereSuccessIsSilentItIsTheNewestOnes() {
        sent("#balcony", false).leaves();
        PendingMessage newest = sent("#balcony", false);
        newest.leaves();
        sent("#garden", false).leaves();
        assertThat(refused("#Balcony")).isSameAs(newest);
    }

    @Test
    void whatWaitsForItsTurnCannotHaveBeenRefused() {
        PendingMessage left = sent("#balcony", false);
        left.leaves();
        sent("#balcony", false);
        assertThat(refused("#balcony")).isSameAs(left);
        assertThat(refused("#balcony")).isNull();
    }

    @Test
    void whereEachIsConfirmedItIsTheOldestOnes() {
        PendingMessage oldest = sent("#balcony", true);
        oldest.leaves();
        sent("#balcony", true).leaves();
        assertThat(refused("#balcony")).isSameAs(oldest);
    }

    @Test
    void itsTimeBeginsWhenTheSocketHasIt() {
        PendingMessage message = sent("#balcony", false);
        now = now.plus(Duration.ofMinutes(1));
        message.leaves();
        boolean _ = message.written(now);
        now = now.plus(Duration.ofSeconds(9));
        assertThat(refused("#balcony")).isSameAs(message);
    }

    @Test
    void afterAWhileItIsNobodysWhereSuccessIsSilent() {
        PendingMessage message = sent("#balcony", false);
        message.leaves();
        boolean _ = message.written(now);
        now = now.plus(Duration.ofSeconds(10));
        assertThat(refused("#balcony")).isNull();
    }

    private @Nullable PendingMessage refused(String target) {
        return messages.refused(0, target, CaseMapping.RFC1459);
    }

    private PendingMessage sent(String target, boolean confirmed) {
        PendingMessage message =
                new PendingMessage(
                        new LegacyAddressee.ToRoom(room(target)),
                        target,
                        juliet.ref("m"),
                        Content.of("hello"),
                        new PendingMessage.Lines(1, 0, confirmed),
                        now);
        messages.add(message);
        return message;
    }
}
