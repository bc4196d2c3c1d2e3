package im.isthmus.irc.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Sweeper;
import im.isthmus.irc.store.HeardTable.Row;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Up to when users heard what was said to them alone, on every database. */
@ParameterizedClass
@EnumSource
class HeardTableTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Databases databases;

    HeardTableTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void theLastOfEachNetworkIsKeptUntilItIsTooOld(@TempDir Path folder) throws Exception {
        StoreConfig config = databases.empty(folder);
        Jid alice = Jid.parse("alice@example.org");
        Row last = new Row("net", NOON.plusSeconds(1), List.of("a", "b"));
        Row other = new Row("other", NOON, List.of());
        try (Store store = Store.open(config)) {
            HeardTable table = new HeardTable(store);
            table.put(alice, new Row("net", NOON, List.of("a"))).get();
            table.put(alice, last).get();
            table.put(alice, other).get();
        }
        try (Store store = Store.open(config)) {
            HeardTable table = new HeardTable(store);
            assertThat(table.load(alice)).containsExactlyInAnyOrder(last, other);
            sweep(store, table, NOON.plus(Duration.ofDays(30)));
            assertThat(table.load(alice)).hasSize(2);
            sweep(store, table, NOON.plus(Duration.ofDays(30)).plusMillis(1));
            assertThat(table.load(alice)).containsExactly(last);
            PersonalRecords records = new PersonalRecords(store, List.of(table));
            assertThat(records.export(alice).toString()).contains("2026-03-01T12:00:01Z");
            records.erase(alice);
            assertThat(table.load(alice)).isEmpty();
        }
    }

    private static void sweep(Store store, HeardTable table, Instant now) {
        new Sweeper(store, List.of(table), RetentionConfig.standard(), () -> now).sweep();
    }
}
