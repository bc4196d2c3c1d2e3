package im.isthmus.core.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Sweeper;
import im.isthmus.core.store.table.OutboxTable.Row;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The outbox and the journal on every database. */
@ParameterizedClass
@EnumSource(Databases.class)
class DeliveryTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir Path folder;

    private final Databases databases;
    private StoreConfig config;
    private Store store;
    private OutboxTable outbox;
    private JournalTable journal;
    private Jid alice;
    private Jid bob;

    DeliveryTablesTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void open() throws Exception {
        config = databases.empty(folder);
        alice = Jid.parse("alice@example.org");
        bob = Jid.parse("bob@example.org");
        reopen();
    }

    private void reopen() {
        store = Store.open(config);
        outbox = new OutboxTable(store);
        journal = new JournalTable(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void openRowsComeInOrderAfterARestart() {
        for (long seq : new long[] {3, 1, 2, 9}) {
            assertThat(outbox.add(row(seq, alice, "id" + seq)).join()).isTrue();
        }
        assertThat(outbox.add(row(4, bob, null)).join()).isTrue();
        assertThat(outbox.taken(List.of(2L), NOW).join()).isEqualTo(1);
        store.close();
        reopen();

        assertThat(outbox.lastSeq()).isEqualTo(9);
        assertThat(outbox.open()).isEqualTo(4);
        assertThat(outbox.behind())
                .containsExactly(
                        new OutboxTable.Behind(alice, 9, NOW), new OutboxTable.Behind(bob, 4, NOW));
        assertThat(outbox.open(alice, 0, 9, 10)).extracting(Row::seq).containsExactly(1L, 3L, 9L);
        assertThat(outbox.open(alice, 1, 8, 10)).containsExactly(row(3, alice, "id3"));
        assertThat(outbox.find(alice, "s2")).contains(row(2, alice, "id2"));
        assertThat(outbox.find(bob, "s2")).isEmpty();
    }

    @Test
    void aMessageIsKeptOnceForEachUserAndContact() {
        assertThat(outbox.add(row(1, alice, "same")).join()).isTrue();
        assertThat(outbox.add(row(2, alice, "same")).join()).isFalse();
        assertThat(outbox.add(row(3, bob, "same")).join()).isTrue();
        assertThat(outbox.add(row(4, alice, null)).join()).isTrue();
        assertThat(outbox.add(row(5, alice, null)).join()).isTrue();

        assertThat(outbox.open()).isEqualTo(4);
    }

    @Test
    void theSameMessageMayGoToSeveralResources() {
        assertThat(outbox.add(row(1, alice, "same"), "phone").join()).isTrue();
        assertThat(outbox.add(row(2, alice, "same"), "desk").join()).isTrue();
        assertThat(outbox.add(row(3, alice, "same"), "phone").join()).isFalse();
    }

    @Test
    void whatCameBackIsOpenAgain() {
        outbox.add(row(1, alice, "a")).join();
        outbox.taken(List.of(1L), NOW).join();
        assertThat(outbox.open()).isZero();

        outbox.postpone(1, NOW.plusSeconds(30), 2).join();

        Row again = outbox.open(alice, 0, 1, 1).getFirst();
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.dueAt()).isEqualTo(NOW.plusSeconds(30));
        outbox.remove(1).join();
        assertThat(outbox.open()).isZero();
    }

    @Test
    void oneBadWriteSpoilsNoOther() {
        outbox.add(row(1, alice, "a")).join();
        List<CompletableFuture<Boolean>> writes =
                LongStream.of(2, 1, 3)
                        .mapToObj(seq -> outbox.add(row(seq, bob, "b" + seq)))
                        .toList();

        assertThat(writes.get(0).join()).isTrue();
        assertThat(writes.get(1).handle((_, problem) -> problem != null).join()).isTrue();
        assertThat(writes.get(2).join()).isTrue();
        assertThat(outbox.open()).isEqualTo(3);
    }

    @Test
    void theJournalForgetsWhatWasAnswered() throws Exception {
        Jid phone = Jid.parse("alice@example.org/phone");
        journal.add(entry(1, phone, "m1")).join();
        journal.add(entry(2, phone, null)).join();
        journal.add(entry(3, Jid.parse("alice@example.org/desk"), "m1")).join();

        journal.settle(phone, "m1").join();

        assertThat(journal.all(0, 10)).extracting(JournalTable.Row::seq).containsExactly(2L, 3L);
        journal.settle(phone, null).join();
        journal.remove(3).join();
        assertThat(journal.all(0, 10)).isEmpty();
    }

    @Test
    void aUserIsShownWhatIsStoredAndForgotten() throws Exception {
        outbox.add(row(1, alice, "a")).join();
        outbox.add(row(2, bob, "a")).join();
        journal.add(entry(3, Jid.parse("alice@example.org/phone"), "m1")).join();
        PersonalRecords records = new PersonalRecords(store, Tables.of(store).aboutUsers());

        assertThat(records.export(alice).toString())
                .contains("text 1", "alice@example.org/phone")
                .doesNotContain("text 2");
        records.erase(alice);

        assertThat(records.export(alice)).containsOnlyKeys("user");
        assertThat(records.export(bob).toString()).contains("text 2");
        assertThat(outbox.add(row(4, alice, "a")).join()).as("its ids are forgotten").isTrue();
    }

    @Test
    void whatIsOldIsSwept() throws Exception {
        for (long seq = 1; seq <= 1200; seq++) {
            var _ = outbox.add(row(seq, alice, "a" + seq));
        }
        outbox.taken(LongStream.rangeClosed(1, 1199).boxed().toList(), NOW).join();
        journal.add(entry(1, Jid.parse("alice@example.org/phone"), "m1")).join();
        RetentionConfig keep = RetentionConfig.standard();

        sweep(keep, NOW.plus(Duration.ofMinutes(59)));
        assertThat(outbox.find(alice, "s1")).isPresent();
        sweep(keep, NOW.plus(Duration.ofDays(8)));
        assertThat(outbox.find(alice, "s1")).isEmpty();
        assertThat(outbox.find(alice, "s1200")).as("it is still on its way").isPresent();
        assertThat(journal.all(0, 10)).isEmpty();
        assertThat(outbox.add(row(2000, alice, "a1")).join()).isFalse();
        sweep(keep, NOW.plus(Duration.ofDays(91)));
        assertThat(outbox.add(row(2001, alice, "a1")).join()).isTrue();
    }

    private void sweep(RetentionConfig keep, Instant now) {
        new Sweeper(store, Tables.of(store).swept(), keep, () -> now).sweep();
    }

    private static Row row(long seq, Jid user, @Nullable String legacyId) {
        return new Row(
                seq,
                user,
                "ann@demo.example.org",
                "s" + seq,
                legacyId,
                "<message><body>text " + seq + " ü 😀</body></message>",
                null,
                NOW,
                NOW,
                0);
    }

    private static JournalTable.Row entry(long seq, Jid sender, @Nullable String id)
            throws Exception {
        return new JournalTable.Row(seq, sender, id, Jid.parse("ann@demo.example.org"), NOW);
    }
}
