package im.isthmus.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackendContextTest {
    private final Jid alice = Jid.of("alice", "example.org", "");
    private final BackendContext context = new OneSession();

    BackendContextTest() throws Exception {}

    @Test
    void whatComesOfATaskIsTold() {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> outcome = context.outcomeAsUser(alice, _ -> later);
        assertThat(outcome).isNotDone();
        later.complete("done");
        assertThat(outcome.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("done");
    }

    @Test
    void whoWaitsForATaskThatFailsIsToldSo() {
        CompletableFuture<String> outcome =
                context.outcomeAsUser(
                        alice,
                        _ -> {
                            throw new IllegalStateException("the database is away");
                        });
        assertThatThrownBy(() -> outcome.orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the database is away");
    }

    /** Its owner survives tasks that fail, as that of a real session does. */
    private static final class OneSession implements BackendContext {
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
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            task.accept(new Untouched(user));
                        } catch (RuntimeException e) {
                            throw new AssertionError("the task failed beside its outcome", e);
                        }
                    });
        }
    }

    /** A session that nothing is asked of. */
    private record Untouched(Jid user) implements SessionContext {
        @Override
        public @Nullable AccountFields account() {
            throw new AssertionError();
        }

        @Override
        public CompletableFuture<Void> register(AccountFields fields) {
            throw new AssertionError();
        }

        @Override
        public Language language() {
            throw new AssertionError();
        }

        @Override
        public <T> T preference(Preference<T> preference) {
            throw new AssertionError();
        }

        @Override
        public void publish(LegacyEvent event) {
            throw new AssertionError();
        }

        @Override
        public CompletableFuture<Void> publishKept(LegacyEvent event) {
            throw new AssertionError();
        }

        @Override
        public CompletableFuture<Attachment> share(IncomingFile file) {
            throw new AssertionError();
        }

        @Override
        public @Nullable HistoryPoint known(LegacyRoom room) {
            throw new AssertionError();
        }

        @Override
        public List<String> reactions(LegacyRoom room, String nick, String legacyId) {
            throw new AssertionError();
        }

        @Override
        public boolean asOwner(Runnable task) {
            throw new AssertionError();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            throw new AssertionError();
        }
    }
}
