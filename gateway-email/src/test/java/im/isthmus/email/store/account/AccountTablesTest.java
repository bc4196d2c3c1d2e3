package im.isthmus.email.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.AccountTable;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.Cursors.Read;
import im.isthmus.email.store.account.MailAccountTable.Row;
import im.isthmus.testing.store.Databases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class AccountTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ALICE = "alice@example.org";
    private static final byte[] MAIL = "From: a@b.c\r\n\r\nx".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    private final Databases databases;
    private Store store;
    private Path mail;
    private EmailTables all;
    private AccountTables tables;

    AccountTablesTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void open() throws Exception {
        mail = Files.write(folder.resolve("mail"), MAIL);
        store = Store.open(databases.empty(folder));
        all = EmailTables.open(store);
        tables = all.accounts();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aMailIsKeptTogetherWithTheCursorThatMovesOverIt() {
        Cursor cursor = new Cursor("INBOX", 7, 41, 100, NOW, NOW);
        keep(row("a@x.org"), null);
        tables.cursors().move(row("a@x.org"), cursor);
        Arrival arrival = keep(42, cursor.movedTo(42, NOW));
        assertThat(tables.cursors().find(ALICE, "INBOX")).contains(cursor.movedTo(42, NOW));
        assertThat(all.received().bytes(arrival.mail())).isEqualTo(MAIL);
        assertThat(tables.places().at(ALICE, "INBOX", 7, 42).orElseThrow().mail())
                .isEqualTo(arrival.mail());
        assertThat(all.received().open()).containsExactly(arrival);
    }

    @Test
    void whatWasSeenOnOneSideIsToldToTheOtherOnce() {
        Cursor cursor = new Cursor("INBOX", 7, 1, 0, NOW, NOW);
        long first = keep(1, cursor).mail();
        long second = keep(2, cursor).mail();
        assertThat(tables.places().seenElsewhere(ALICE, first)).isTrue();
        assertThat(tables.places().seenElsewhere(ALICE, first)).isFalse();
        tables.places().seenHere(ALICE, List.of(first, second));
        assertThat(tables.places().toTell(ALICE))
                .extracting(Places.Place::mail)
                .containsExactly(second);
        tables.places().told(ALICE, tables.places().toTell(ALICE));
        assertThat(tables.places().toTell(ALICE)).isEmpty();
        assertThat(tables.places().unseen(ALICE, "INBOX", 7, 10)).isEmpty();
    }

    @Test
    void aCopyOfASentMailWaitsOnce() {
        tables.copies().add(ALICE, "<a@x>", mail, NOW);
        tables.copies().add(ALICE, "<a@x>", mail, NOW);
        List<SentCopies.Copy> copies = tables.copies().of(ALICE);
        assertThat(copies).hasSize(1);
        assertThat(tables.copies().bytes(copies.getFirst())).isEqualTo(MAIL);
        tables.copies().done(copies.getFirst());
        assertThat(tables.copies().of(ALICE)).isEmpty();
        assertThat(tables.copies().bytes(copies.getFirst())).isEmpty();
    }

    @Test
    void anAccountIsReplacedAndATokenBelongsToItsAddress() {
        keep(row("a@x.org"), null);
        keep(row("b@x.org"), null);
        assertThat(tables.accounts().all()).containsExactly(row("b@x.org"));
        tables.tokens().keep(ALICE, "b@x.org", "secret");
        assertThat(tables.tokens().find(ALICE, "b@x.org")).contains("secret");
        assertThat(tables.tokens().find(ALICE, "a@x.org")).isEmpty();
        tables.accounts().remove(ALICE);
        assertThat(tables.accounts().find(ALICE)).isEmpty();
    }

    @Test
    void anotherMailboxIsReadFromItsOwnStartAndTheOldOneMovesNothing() {
        Cursor cursor = new Cursor("INBOX", 7, 41, 100, NOW, NOW);
        keep(row("a@x.org"), cursor);
        keep(row("a@x.org"), cursor.movedTo(50, NOW));
        assertThat(tables.cursors().find(ALICE, "INBOX")).as("the same one").contains(cursor);
        Cursor start = cursor.movedTo(3, NOW);
        keep(row("b@x.org"), start);
        assertThat(tables.cursors().find(ALICE, "INBOX")).contains(start);
        tables.cursors().move(row("a@x.org"), cursor);
        keep(42, cursor);
        assertThat(tables.cursors().find(ALICE, "INBOX")).contains(start);
    }

    @Test
    void withAnAccountGoWhatSignsInAndWhatWaitsForItsFolders() {
        tables.tokens().keep(ALICE, "b@x.org", "secret");
        tables.copies().add(ALICE, "<a@x>", mail, NOW);
        SentCopies.Copy copy = tables.copies().of(ALICE).getFirst();
        tables.tokens().remove(ALICE);
        tables.copies().remove(ALICE);
        assertThat(tables.tokens().find(ALICE, "b@x.org")).isEmpty();
        assertThat(tables.copies().of(ALICE)).isEmpty();
        assertThat(tables.copies().bytes(copy)).isEmpty();
    }

    private void keep(Row row, @Nullable Cursor start) {
        var _ = new AccountTable(store).keep(ALICE, Map.of(), AccountTables.keeping(row, start));
    }

    private Arrival keep(long uid, Cursor after) {
        return tables.cursors()
                .keep(new Read(row("a@x.org"), "", false, uid, false, NOW), MAIL, after);
    }

    private static Row row(String address) {
        return new Row(ALICE, address, "Alice", address, "tls://i:993", "tls://s:465", "", 3);
    }
}
