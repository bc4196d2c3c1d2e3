package im.isthmus.email.store.addressbook;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.Secret;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.email.address.MailAddress;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class BookTableTest {
    private static final String ALICE = "alice@example.org";

    @TempDir Path folder;

    private final Databases databases;

    BookTableTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void aBookIsKeptWithItsCardsUntilAnotherOneIsUsed() throws Exception {
        try (Store store = Store.open(databases.empty(folder))) {
            BookTable table = new BookTable(store);
            Book book = new Book(ALICE, "https://x.test/b/", "me", new Secret("pw"), "");
            Card eve =
                    new Card("/1", "e", "Eve", List.of(new MailAddress("eve_x", "x.test")), "aa");
            Card fay = new Card("/2", "f", "Fay", List.of(new MailAddress("evexx", "x.test")), "");
            table.put(book);
            table.update(ALICE, List.of(eve, fay), List.of(), "t1");
            assertThat(table.find(ALICE))
                    .contains(new Book(ALICE, book.url(), "me", new Secret("pw"), "t1"));
            assertThat(table.withPhoto(ALICE, new MailAddress("EVE_x", "x.test"))).contains(eve);
            assertThat(table.withPhoto(ALICE, new MailAddress("evexx", "x.test"))).isEmpty();
            assertThat(table.withPhoto(ALICE, new MailAddress("e", "x.test"))).isEmpty();
            table.update(ALICE, List.of(), List.of("/2"), "t2");
            assertThat(table.cards(ALICE)).containsExactly(eve);

            MailAddress asta = new MailAddress("\u00c5sta", "x.test");
            Card first = new Card("/3", "a", "\u00c5sta", List.of(asta), "bb");
            table.update(ALICE, List.of(first), List.of(), "t3");
            assertThat(table.withPhoto(ALICE, new MailAddress("\u00e5sta", "x.test")))
                    .contains(first);
            Card bare = new Card("/3", "b", "\u00c5sta", List.of(asta), "");
            table.update(ALICE, List.of(bare), List.of("/1"), "t4");
            assertThat(table.withPhoto(ALICE, asta)).isEmpty();
            assertThat(table.withPhoto(ALICE, new MailAddress("eve_x", "x.test"))).isEmpty();
            table.put(book);
            assertThat(table.cards(ALICE)).isEmpty();
            assertThat(table.users()).containsExactly(ALICE);
            new PersonalRecords(store, List.of(table)).erase(Jid.parse(ALICE));
            assertThat(table.find(ALICE)).isEmpty();
        }
    }

    @Test
    void whatIsReadOfABookThatIsNoLongerUsedIsNotKept() throws Exception {
        try (Store store = Store.open(databases.empty(folder))) {
            BookTable table = new BookTable(store);
            Book book = new Book(ALICE, "https://x.test/b/", "me", new Secret("pw"), "");
            Card eve = new Card("/1", "e", "Eve", List.of(new MailAddress("eve", "x.test")), "aa");
            table.put(book);
            table.remove(ALICE);
            table.update(ALICE, List.of(eve), List.of(), "t1");
            assertThat(table.cards(ALICE)).isEmpty();
            assertThat(table.withPhoto(ALICE, new MailAddress("eve", "x.test"))).isEmpty();
        }
    }
}
