package im.isthmus.email.store.addressbook;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.Secret;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.seal.SealedColumn;
import im.isthmus.core.store.seal.SealedRecords;
import im.isthmus.email.address.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** One address book a user, and who is in it. */
public final class BookTable implements UserRecords, SealedRecords {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE email_book (user_jid TEXT PRIMARY KEY, url TEXT NOT NULL,
                            name TEXT NOT NULL, sealed TEXT NOT NULL, token TEXT NOT NULL)
                            """,
                            """
                            CREATE TABLE email_card (user_jid TEXT NOT NULL, href TEXT NOT NULL,
                            etag TEXT NOT NULL, name TEXT NOT NULL, addresses TEXT NOT NULL,
                            PRIMARY KEY (user_jid, href))
                            """),
                    // Every card is read again, for its photo.
                    List.of(
                            "ALTER TABLE email_card ADD COLUMN photo TEXT NOT NULL DEFAULT ''",
                            "UPDATE email_card SET etag = ''",
                            "UPDATE email_book SET token = ''"),
                    // And again, for the spellings of its addresses.
                    List.of(
                            """
                            CREATE TABLE email_photo (user_jid TEXT NOT NULL, href TEXT NOT NULL,
                            address_key TEXT NOT NULL, PRIMARY KEY (user_jid, href, address_key))
                            """,
                            "CREATE INDEX email_photo_of ON email_photo (user_jid, address_key)",
                            "UPDATE email_card SET etag = ''",
                            "UPDATE email_book SET token = ''"));

    private static final String CARDS =
            "SELECT href, etag, name, addresses, photo FROM email_card WHERE user_jid = :user ";

    private final Database database;
    private final SealedColumn passwords;

    public BookTable(Store store) {
        database = store.part("email_book", STEPS);
        passwords = new SealedColumn(store.sealer(), "email_book", "sealed", "user_jid");
    }

    /** From now on the user has this book, of which nothing was read yet. */
    public void put(Book book) {
        database.change(handle -> {
            forget(handle, book.user());
            handle.execute(
                    "INSERT INTO email_book (user_jid, url, name, sealed, token) VALUES (?, ?, ?,"
                            + " ?, '')",
                    book.user(),
                    book.url(),
                    book.name(),
                    passwords.seal(book.password().reveal(), book.user()));
        });
    }

    /** The user has none any more. */
    public void remove(String user) {
        database.change(handle -> forget(handle, user));
    }

    private static void forget(Handle handle, String user) {
        handle.execute("DELETE FROM email_book WHERE user_jid = ?", user);
        handle.execute("DELETE FROM email_card WHERE user_jid = ?", user);
        handle.execute("DELETE FROM email_photo WHERE user_jid = ?", user);
    }

    /** The users that have one. */
    public List<String> users() {
        return database.read(handle ->
                handle.createQuery("SELECT user_jid FROM email_book ORDER BY user_jid")
                        .mapTo(String.class)
                        .list());
    }

    /** The book of a user. */
    public Optional<Book> find(String user) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT url, name, sealed, token FROM email_book WHERE user_jid ="
                                        + " :user")
                        .bind("user", user)
                        .map((row, _) -> book(user, row))
                        .findOne());
    }

    private Book book(String user, ResultSet row) throws SQLException {
        return new Book(
                user,
                row.getString(1),
                row.getString(2),
                new Secret(passwords.open(row.getString(3), user)),
                row.getString(4));
    }

    /** Who is in the book of a user, as last read. */
    public List<Card> cards(String user) {
        return database.read(handle -> cards(handle, user));
    }

    private static List<Card> cards(Handle handle, String user) {
        return handle.createQuery(CARDS + "ORDER BY href")
                .bind("user", user)
                .map((row, _) -> card(row))
                .list();
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).lines().flatMap(line -> MailAddress.parse(line).stream()).toList(),
                row.getString(5));
    }

    /** The card of somebody in the book of a user, if a photo is on it. */
    public Optional<Card> withPhoto(String user, MailAddress address) {
        return database.read(handle ->
                handle.createQuery(
                                CARDS
                                        + "AND href IN (SELECT href FROM email_photo WHERE"
                                        + " user_jid = :user AND address_key = :key)"
                                        + " ORDER BY href LIMIT 1")
                        .bind("user", user)
                        .bind("key", address.key())
                        .map((row, _) -> card(row))
                        .findFirst());
    }

    /**
     * The book was read up to a token.
     *
     * @return whether the user still has one; else nothing is kept
     */
    public boolean update(
            String user, Collection<Card> changed, Collection<String> gone, String token) {
        return database.write(handle -> {
            int books =
                    handle.execute(
                            "UPDATE email_book SET token = ? WHERE user_jid = ?", token, user);
            if (books == 0) {
                return false;
            }
            for (String href : gone) {
                handle.execute(
                        "DELETE FROM email_card WHERE user_jid = ? AND href = ?", user, href);
                handle.execute(
                        "DELETE FROM email_photo WHERE user_jid = ? AND href = ?", user, href);
            }
            changed.forEach(card -> put(handle, user, card));
            return true;
        });
    }

    private static void put(Handle handle, String user, Card card) {
        handle.execute(
                "INSERT INTO email_card (user_jid, href, etag, name, addresses, photo)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_jid, href) DO"
                        + " UPDATE SET etag = excluded.etag, name = excluded.name,"
                        + " addresses = excluded.addresses, photo = excluded.photo",
                user,
                card.href(),
                card.etag(),
                card.name(),
                card.addresses().stream()
                        .map(MailAddress::toString)
                        .collect(Collectors.joining("\n")),
                card.photo());
        handle.execute(
                "DELETE FROM email_photo WHERE user_jid = ? AND href = ?", user, card.href());
        if (!card.photo().isEmpty()) {
            for (MailAddress address : card.addresses()) {
                handle.execute(
                        "INSERT INTO email_photo (user_jid, href, address_key) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        user,
                        card.href(),
                        address.key());
            }
        }
    }

    @Override
    public int reseal(Handle transaction) {
        return passwords.reseal(transaction);
    }

    @Override
    public String title() {
        return "address book";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return cards(reading, user.toString()).stream()
                .map(card ->
                        Map.<String, Object>of(
                                "name", card.name(),
                                "addresses",
                                        card.addresses().stream()
                                                .map(MailAddress::toString)
                                                .toList()))
                .toList();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        forget(transaction, user.toString());
    }
}
