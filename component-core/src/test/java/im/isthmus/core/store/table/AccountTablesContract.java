package im.isthmus.core.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.KeyRotation;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.StoredWith;
import im.isthmus.core.store.TableList;
import im.isthmus.core.store.table.ContactTable.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables of accounts and contacts must do in every database. */
abstract class AccountTablesContract {
    private static final String ALICE = "alice@example.org";
    private static final String BOB = "bob@example.org";

    @TempDir Path directory;
    private StoreConfig config;
    private Store store;

    /** An empty database of this test alone. */
    abstract StoreConfig.Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = new StoreConfig(emptyDatabase(), directory.resolve("store.key"));
        store = Store.open(config);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatAUserRegisteredWithIsSealedAndOpensAgain() {
        AccountTable accounts = new AccountTable(store);
        Map<String, String> fields = Map.of("username", "alice", "password", "sesame");
        Map<String, String> sealed = accounts.keep(ALICE, fields, StoredWith.NOTHING);
        assertThat(sealed).containsOnlyKeys("username", "password");
        assertThat(sealed.values()).noneMatch(text -> text.contains("sesame"));
        assertThat(accounts.load()).isEqualTo(Map.of(ALICE, sealed));
        assertThat(accounts.open(ALICE, sealed)).isEqualTo(fields);
        accounts.keep(ALICE, Map.of("username", "alice2"), StoredWith.NOTHING);
        assertThat(accounts.open(ALICE, of(accounts)))
                .as("replaced as a whole")
                .isEqualTo(Map.of("username", "alice2"));
        accounts.remove(ALICE);
        assertThat(accounts.load()).isEmpty();
    }

    @Test
    void anAccountIsStoredWithWhatBelongsToItOrNotAtAll() {
        AccountTable accounts = new AccountTable(store);
        Map<String, String> sealed = accounts.keep(ALICE, Map.of("a", "1"), StoredWith.NOTHING);
        StoredWith failing =
                _ -> {
                    throw new IllegalStateException("injected");
                };
        assertThatThrownBy(() -> accounts.keep(ALICE, Map.of("b", "2"), failing))
                .hasMessage("injected");
        assertThat(of(accounts)).isEqualTo(sealed);
    }

    @Test
    void anAccountIsSealedAgainWithANewKey() throws Exception {
        Map<String, String> old =
                new AccountTable(store)
                        .keep(ALICE, Map.of("password", "sesame"), StoredWith.NOTHING);
        store.close();
        var _ =
                KeyRotation.rotate(
                        config,
                        opened ->
                                new TableList(
                                        List.of(), List.of(), List.of(new AccountTable(opened))));
        store = Store.open(config);
        AccountTable accounts = new AccountTable(store);
        Map<String, String> now = of(accounts);
        assertThat(now.get("password")).isNotEqualTo(old.get("password"));
        assertThat(accounts.open(ALICE, now)).isEqualTo(Map.of("password", "sesame"));
    }

    @Test
    void contactsAreKeptChangedAndRemoved() {
        ContactTable contacts = new ContactTable(store);
        Row ann = new Row("ann", "listed", "Ann", List.of("Friends", "Work"));
        Row bert = new Row("bert", "offered", null, List.of());
        contacts.change(ALICE, List.of(ann, bert), List.of());
        contacts.change(BOB, List.of(ann), List.of());
        assertThat(contacts.load(ALICE)).containsExactly(ann, bert);
        Row other = new Row("ann", "unwanted", null, List.of());
        contacts.change(ALICE, List.of(other), List.of("bert", "nobody"));
        assertThat(contacts.load(ALICE)).containsExactly(other);
        contacts.removeAll(ALICE);
        assertThat(contacts.load(ALICE)).isEmpty();
        assertThat(contacts.load(BOB)).containsExactly(ann);
    }

    @Test
    void aUserSeesNoSecretInTheExportAndIsErased() throws Exception {
        Jid alice = Jid.parse(ALICE);
        AccountTable accounts = new AccountTable(store);
        ContactTable contacts = new ContactTable(store);
        accounts.keep(ALICE, Map.of("password", "sesame"), StoredWith.NOTHING);
        contacts.change(
                ALICE, List.of(new Row("ann", "listed", "Ann", List.of("Work"))), List.of());
        PersonalRecords records = new PersonalRecords(store, List.of(accounts, contacts));
        assertThat(records.export(alice).toString())
                .contains("password", "ann", "Work")
                .doesNotContain("sesame");
        records.erase(alice);
        assertThat(accounts.load()).isEmpty();
        assertThat(contacts.load(ALICE)).isEmpty();
    }

    private static Map<String, String> of(AccountTable accounts) {
        return Objects.requireNonNull(accounts.load().get(ALICE));
    }
}
