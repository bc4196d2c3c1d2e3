package im.isthmus.core.store.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.KeyRotation;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where users are, on every database. */
@ParameterizedClass
@EnumSource(Databases.class)
class StayTableTest {
    private static final LegacyRoom WALK = new LegacyRoom("#walk%irc.example.net");
    private static final LegacyRoom PORT = new LegacyRoom("#port%irc.example.net");

    @TempDir Path folder;

    private final Databases databases;

    StayTableTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void staysOutliveTheProcessAndWhoHasAClientComesFirst() throws Exception {
        StoreConfig config = databases.empty(folder);
        Jid alice = Jid.parse("alice@example.org");
        Jid bob = Jid.parse("bob@example.org");
        Stay quiet = new Stay(WALK, "alice", null, List.of(), "at mass", false);
        Stay secret = stay("bob", "s3cret", bob.withResource("phone"), bob.withResource("a b"));
        try (Store store = Store.open(config)) {
            StayTable table = new StayTable(store);
            table.keep(alice, quiet).join();
            table.keep(bob, new Stay(WALK, "bobby", "other", List.of(), "", false)).join();
            table.keep(bob, secret).join();
            table.keep(bob, new Stay(PORT, "bob", null, List.of(), null, false)).join();
            table.forget(bob, PORT).join();
        }
        try (Store store = Store.open(config)) {
            StayTable table = new StayTable(store);
            assertThat(table.load())
                    .containsExactly(
                            Map.entry(bob, List.of(secret)), Map.entry(alice, List.of(quiet)));
            table.told();
            assertThat(table.load().values()).allMatch(all -> all.getFirst().told());

            PersonalRecords records = new PersonalRecords(store, List.of(table));
            assertThat(records.export(bob).toString()).contains("#walk").doesNotContain("s3cret");
            records.erase(bob);
            assertThat(table.load()).containsOnlyKeys(alice);
        }
    }

    @Test
    void passwordsCanBeReadAfterTheKeyWasReplaced() throws Exception {
        StoreConfig config = databases.empty(folder);
        Jid bob = Jid.parse("bob@example.org");
        try (Store store = Store.open(config)) {
            new StayTable(store).keep(bob, stay("bob", "s3cret")).join();
        }
        var _ =
                KeyRotation.rotate(
                        config,
                        store ->
                                new TableList(List.of(), List.of(), List.of(new StayTable(store))));
        try (Store store = Store.open(config)) {
            assertThat(new StayTable(store).load())
                    .containsExactly(Map.entry(bob, List.of(stay("bob", "s3cret"))));
        }
    }

    @Test
    void theGatewayEndsThoughTheDatabaseIsGone() throws Exception {
        Store store = Store.open(databases.empty(folder));
        Stays stays = new Stays(new StayTable(store));
        store.close();
        assertThatCode(stays::told).doesNotThrowAnyException();
    }

    private static Stay stay(String nick, String password, Jid... resources) {
        return new Stay(WALK, nick, password, List.of(resources), null, false);
    }
}
