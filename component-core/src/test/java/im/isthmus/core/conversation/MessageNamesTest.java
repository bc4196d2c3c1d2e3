package im.isthmus.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.MessageIdTable;
import im.isthmus.core.store.table.MessageIdTable.Kind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageNamesTest {
    private static final Conversation ANN = new Conversation("ann", false);
    private static final Conversation TEA = new Conversation("#tea", true);

    @TempDir Path directory;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Store store;
    private MessageIds ids;
    private MessageNames names;

    @BeforeEach
    void open() {
        store =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(directory.resolve("n.sqlite")),
                                directory.resolve("n.key")));
        ids = new MessageIds(new MessageIdTable(store), InstantSource.system(), timer);
        names = session();
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
        store.close();
    }

    @Test
    void whatTheNetworkCallsAMessageOutlivesTheSession() {
        names.remember(ANN, "m1", "L1", Kind.ID);
        names.remember(ANN, "o1", "L1", Kind.ALIAS);
        names.remember(ANN, "p1", "L1", Kind.PART);
        ids.close();
        names = session();

        assertThat(resolved(ANN, "m1")).isEqualTo(new MessageId("m1", "L1"));
        assertThat(resolved(ANN, "o1")).isEqualTo(new MessageId("o1", "L1"));
        assertThat(named(ANN, "L1")).containsExactly("m1", "p1");
    }

    @Test
    void namesThatNeedNoMemoryHaveNone() {
        assertThat(names.idOutside("L1")).isEqualTo("=L1");
        assertThat(resolved(ANN, "=L1")).isEqualTo(new MessageId("=L1", "L1"));
        assertThat(named(ANN, "L1")).containsExactly("=L1");
        assertThat(names.stanzaId("L1")).isEqualTo("L1");
        assertThat(resolved(TEA, "L1")).isEqualTo(new MessageId("L1", "L1"));
        assertThat(named(TEA, "L1")).containsExactly("L1");
    }

    @Test
    void idsOfOursMeanNothingToTheNetwork() {
        String ours = names.idOutside(null);

        assertThat(ours).startsWith("~").hasSize(20);
        assertThat(resolved(ANN, ours).legacyId()).isNull();
        assertThat(resolved(TEA, ours).legacyId()).isNull();
        assertThat(resolved(ANN, "what the client made").legacyId()).isNull();
    }

    @Test
    void namesThatCannotBeIdsAreNotUsed() {
        for (String odd : List.of("", " ", "~x", "a b", "a\nb", "x".repeat(501))) {
            assertThat(MessageNames.isFit(odd)).as(odd).isFalse();
            assertThat(names.stanzaId(odd)).startsWith("~");
            names.remember(ANN, "m1", odd, Kind.ID);
            assertThat(named(ANN, odd)).isEmpty();
        }
        assertThat(MessageNames.isFit("<CA+x=y@mail.example>")).isTrue();
        assertThat(resolved(ANN, "m1").legacyId()).isNull();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 2000; i++) {
            names.remember(ANN, "m" + i, "L" + i, Kind.ID);
        }
        ids.close();

        assertThat(resolved(ANN, "m0")).isEqualTo(new MessageId("m0", "L0"));
        assertThat(named(ANN, "L1")).containsExactly("m1");
    }

    private MessageNames session() {
        return new MessageNames(
                jid("alice@example.org"), ids, new Lane(Runnable::run, UnaryOperator.identity()));
    }

    private MessageId resolved(Conversation in, String id) {
        Map<String, MessageId> found = awaited(then -> names.resolve(in, List.of(id), then));
        return Objects.requireNonNull(found.get(id));
    }

    private List<String> named(Conversation in, String legacyId) {
        return awaited(then -> names.named(in, legacyId, then));
    }

    private static <T> T awaited(Consumer<Consumer<T>> question) {
        LinkedBlockingQueue<T> answers = new LinkedBlockingQueue<>();
        question.accept(answers::add);
        try {
            T answer = answers.poll(20, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer within 20 s");
            }
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
