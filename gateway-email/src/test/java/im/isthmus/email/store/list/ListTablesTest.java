package im.isthmus.email.store.list;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.email.store.list.DigestEntries.Batch;
import im.isthmus.email.store.list.DigestEntries.Entry;
import im.isthmus.email.store.list.DigestEntries.Place;
import im.isthmus.email.store.list.ListWishes.Wish;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ListTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ALICE = "alice@example.org";
    private static final Place TEA = new Place(ALICE, "tea.lists.test");

    @TempDir Path folder;

    private final Databases databases;

    ListTablesTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void aDigestThatWasBegunStaysTheSameUntilItIsDone() {
        try (Store store = Store.open(databases.empty(folder))) {
            DigestEntries digests = ListTables.open(store).digests();
            digests.add(TEA, entry(7));
            digests.add(TEA, entry(7));
            digests.add(TEA, entry(8));
            assertThat(digests.waitingSince(NOW.minusSeconds(1))).isEmpty();
            assertThat(digests.waitingSince(NOW)).containsExactly(TEA);
            Batch first = digests.begin(TEA);
            assertThat(first.entries()).extracting(Entry::mail).containsExactly(7L, 8L);
            digests.add(TEA, entry(9));
            assertThat(digests.begin(TEA)).as("after a crash").isEqualTo(first);
            assertThat(digests.waitingSince(NOW.minusSeconds(1))).containsExactly(TEA);
            digests.done(TEA, first.id());
            assertThat(digests.begin(TEA).entries()).extracting(Entry::mail).containsExactly(9L);
            assertThat(digests.waitingFor(ALICE)).containsExactly(TEA);
        }
    }

    @Test
    void eachUserHasAListInTheirOwnWayUntilAllIsErased() throws Exception {
        try (Store store = Store.open(databases.empty(folder))) {
            ListTables tables = ListTables.open(store);
            assertThat(tables.wishes().of(ALICE, "tea.lists.test")).isEqualTo(Wish.EACH);
            tables.wishes().set(ALICE, "tea.lists.test", Wish.DIGEST);
            tables.wishes().set(ALICE, "tea.lists.test", Wish.MUTED);
            tables.digests().add(TEA, entry(7));
            assertThat(tables.wishes().of(ALICE, "tea.lists.test")).isEqualTo(Wish.MUTED);
            assertThat(tables.wishes().of("bob@example.org", "tea.lists.test"))
                    .isEqualTo(Wish.EACH);
            new PersonalRecords(store, tables.records()).erase(Jid.parse(ALICE));
            assertThat(tables.wishes().of(ALICE, "tea.lists.test")).isEqualTo(Wish.EACH);
            assertThat(tables.digests().waitingFor(ALICE)).isEmpty();
        }
    }

    private static Entry entry(long mail) {
        return new Entry(mail, NOW, "Ann", "s", "x");
    }
}
