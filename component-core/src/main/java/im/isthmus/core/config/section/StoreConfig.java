package im.isthmus.core.config.section;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [store]}: where the gateway keeps what it must not forget.
 *
 * @param database SQLite or PostgreSQL
 * @param keyFile seals the secrets in the database; made at the first start when it is absent
 */
public record StoreConfig(Database database, Path keyFile) {
    private static final String SQLITE = "jdbc:sqlite:";

    /** The password has its own key, so that the URL can be shown. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&](password|sslpassword)=");

    /** The database behind the URL. */
    public sealed interface Database {
        /** A file of our own. */
        record Sqlite(Path file) implements Database {}

        /**
         * A server.
         *
         * @param url for JDBC, without a password
         * @param user null if the URL or the system says it
         * @param password null if none is needed
         * @param standby whether to wait as long as another gateway has it
         */
        record Postgres(
                String url, @Nullable String user, @Nullable Secret password, boolean standby)
                implements Database {}
    }

    /** Reads {@code [store]} below the top of a file. */
    public static StoreConfig read(Section root) {
        Section section = root.table("store");
        Database url = section.required("url", url(), "jdbc:sqlite:irc.sqlite");
        String user = section.optional("user", Values.text(), "isthmus");
        Secret password = section.optionalSecret("password");
        boolean standby = section.withDefault("standby", Values.bool(), false);
        Path keyFile = section.optional("key-file", Values.path(), "/var/lib/isthmus/irc.key");
        return switch (url) {
            case Database.Sqlite(Path file) -> {
                refuseServerKeys(section);
                yield new StoreConfig(url, keyFile == null ? beside(file) : keyFile);
            }
            case Database.Postgres postgres -> {
                if (!section.has("key-file")) {
                    section.problem(
                            "key-file",
                            "missing: it must be the same for all that use this database",
                            "/etc/isthmus/store.key");
                }
                yield new StoreConfig(
                        new Database.Postgres(postgres.url(), user, password, standby),
                        keyFile == null ? Path.of("store.key") : keyFile);
            }
        };
    }

    private static void refuseServerKeys(Section section) {
        for (String key : new String[] {"user", "password", "password-file"}) {
            if (section.has(key)) {
                section.problem(key, "has no use: SQLite knows no users", "");
            }
        }
        if (section.has("standby")) {
            section.problem("standby", "has no use: an SQLite file is for one machine", "");
        }
    }

    private static Path beside(Path database) {
        return database.resolveSibling(database.getFileName() + ".key");
    }

    private static Value<Database> url() {
        return (raw, origin) -> {
            String text = Values.string(raw);
            if (text.startsWith(SQLITE)) {
                return sqlite(text.substring(SQLITE.length()), origin);
            }
            if (!text.matches("jdbc:postgresql:(//[^/?#\\s]+/)?[^/?#\\s]+(\\?\\S*)?")) {
                throw new Value.Wrong(
                        "must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
            }
            if (PASSWORD.matcher(text).find()) {
                throw new Value.Wrong("must not have a password: write password or password-file");
            }
            return new Database.Postgres(text, null, null, false);
        };
    }

    private static Database sqlite(String file, Value.Origin origin) throws Value.Wrong {
        if (file.isBlank()
                || file.startsWith(":")
                || file.startsWith("file:")
                || file.contains("?")) {
            throw new Value.Wrong("must name a file after " + SQLITE);
        }
        return new Database.Sqlite(Values.path().read(file, origin));
    }
}
