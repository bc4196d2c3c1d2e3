package im.isthmus.irc.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers said about encryption, on every database. */
@ParameterizedClass
@EnumSource
class StsTableTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Databases databases;

    StsTableTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void theLastWordOfAServerIsKept(@TempDir Path folder) throws Exception {
        StoreConfig config = databases.empty(folder);
        try (Store store = Store.open(config)) {
            StsTable table = new StsTable(store);
            table.put("irc.example.org", 6697, NOON).join();
            table.put("irc.example.net", 6697, NOON.plusSeconds(1)).join();
            table.put("irc.example.org", 7000, NOON.plusSeconds(9)).join();
            assertThat(new StsTable(store).load(10))
                    .containsExactly(
                            new StsTable.Row("irc.example.org", 7000, NOON.plusSeconds(9)),
                            new StsTable.Row("irc.example.net", 6697, NOON.plusSeconds(1)));
            assertThat(table.load(1)).hasSize(1);
        }
    }
}
