package im.isthmus.email.store.list;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How users want to have the mails of each mailing list. */
public final class ListWishes implements UserRecords {
    private final Database database;

    ListWishes(Database database) {
        this.database = database;
    }

    /** How the mails of a list come. */
    public enum Wish {
        /** Each as a message of its own. */
        EACH,
        /** Each while the user is available, else together in a digest. */
        AWAY,
        /** Together in a digest. */
        DIGEST,
        /** Not at all. */
        MUTED;

        /** As a form has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The inverse of {@link #word}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Wish of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How a user wants to have a list; {@link Wish#EACH} unless they said so. */
    public Wish of(String user, String localpart) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT wish FROM email_list WHERE user_jid = :user AND localpart ="
                                        + " :localpart")
                        .bind("user", user)
                        .bind("localpart", localpart)
                        .mapTo(String.class)
                        .findOne()
                        .map(Wish::of)
                        .orElse(Wish.EACH));
    }

    /** From now on it is so. */
    public void set(String user, String localpart, Wish wish) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO email_list (user_jid, localpart, wish) VALUES (?, ?, ?) ON"
                                + " CONFLICT (user_jid, localpart) DO UPDATE SET wish ="
                                + " excluded.wish",
                        user,
                        localpart,
                        wish.word()));
    }

    @Override
    public String title() {
        return "mailing lists";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT localpart, wish FROM email_list WHERE user_jid = :user ORDER BY"
                                + " localpart")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of("list", row.getString(1), "wish", row.getString(2)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM email_list WHERE user_jid = ?", user.toString());
    }
}
