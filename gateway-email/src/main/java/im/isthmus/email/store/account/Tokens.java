package im.isthmus.email.store.account;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.seal.SealedColumn;
import im.isthmus.core.store.seal.SealedRecords;
import im.isthmus.core.store.seal.Sealer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What users got where they signed in, sealed: with it new tokens can be had (RFC 6749). */
public final class Tokens implements UserRecords, SealedRecords {
    private final Database database;
    private final SealedColumn column;

    Tokens(Database database, Sealer sealer) {
        this.database = database;
        this.column = new SealedColumn(sealer, "email_token", "sealed", "user_jid", "address");
    }

    /** Keeps the refresh token for an account instead of the one before. */
    public void keep(String user, String address, String refreshToken) {
        String sealed = column.seal(refreshToken, user, address);
        database.change(handle ->
                handle.execute(
                        "INSERT INTO email_token (user_jid, address, sealed) VALUES (?, ?, ?) ON"
                                + " CONFLICT (user_jid, address) DO UPDATE SET sealed ="
                                + " excluded.sealed",
                        user,
                        address,
                        sealed));
    }

    /** The refresh token for an account. */
    public Optional<String> find(String user, String address) {
        return database.read(handle ->
                        handle.createQuery(
                                        "SELECT sealed FROM email_token WHERE user_jid = :user AND"
                                                + " address = :address")
                                .bind("user", user)
                                .bind("address", address)
                                .mapTo(String.class)
                                .findOne())
                .map(sealed -> column.open(sealed, user, address));
    }

    /** There is no account any more. */
    public void remove(String user) {
        database.change(handle -> remove(handle, user));
    }

    /** There is one account only, with this address. */
    public void removeOthers(String user, String address) {
        database.change(handle ->
                handle.execute(
                        "DELETE FROM email_token WHERE user_jid = ? AND address <> ?",
                        user,
                        address));
    }

    private static void remove(Handle handle, String user) {
        handle.execute("DELETE FROM email_token WHERE user_jid = ?", user);
    }

    @Override
    public int reseal(Handle transaction) {
        return column.reseal(transaction);
    }

    @Override
    public String title() {
        return "sign-in of the mail account";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery("SELECT address FROM email_token WHERE user_jid = :user")
                .bind("user", user.toString())
                .map((row, _) -> Map.<String, Object>of("address", row.getString(1)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        remove(transaction, user.toString());
    }
}
