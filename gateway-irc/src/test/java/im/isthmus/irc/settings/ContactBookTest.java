package im.isthmus.irc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.irc.store.SettingsTable;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactBookTest {
    @TempDir Path folder;

    @Test
    void whatIsStoredIsWhatWasSaidLast() throws Exception {
        StoreConfig config = Databases.SQLITE.empty(folder);
        Jid alice = Jid.parse("alice@example.org");
        try (Store store = Store.open(config)) {
            SettingsTable table = new SettingsTable(store);
            ContactBook book =
                    new ContactBook(
                            alice,
                            UserSettings.load(table, alice, () -> new UserRules(false, true)),
                            table);
            for (int i = 0; i < 100; i++) {
                LegacyContact ann = new LegacyContact("ann" + i + "%irc.example.net");
                book.add(ann);
                book.remove(ann);
            }
            book.add(new LegacyContact("ben%irc.example.net"));
        }
        try (Store store = Store.open(config)) {
            assertThat(new SettingsTable(store).load(alice))
                    .containsOnlyKeys("ben%irc.example.net");
        }
    }
}
