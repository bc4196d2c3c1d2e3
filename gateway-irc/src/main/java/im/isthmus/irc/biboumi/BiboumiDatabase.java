package im.isthmus.irc.biboumi;

import im.isthmus.irc.address.IrcAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;

/** The database of biboumi, which is only read: of a SQLite file a copy. */
public final class BiboumiDatabase implements AutoCloseable {
    private static final Pattern POSTGRES =
            Pattern.compile(
                    "(?:postgres|postgresql|psql)://(?:([^:@/]*)(?::([^@/]*))?@)?([^/]*)/(.*)");

    private final Handle handle;
    private final boolean postgres;

    private BiboumiDatabase(Handle handle, boolean postgres) {
        this.handle = handle;
        this.postgres = postgres;
    }

    /** Settings of one user for one network, a channel there, or all of IRC. */
    public record Setting(String owner, String scope, Map<String, String> fields) {
        public Setting {
            fields = Map.copyOf(fields);
        }
    }

    /** Somebody's subscription to the gateway or one of its addresses. */
    public record RosterEntry(String local, String remote) {}

    /** A line of somebody's archive of a channel. */
    public record Line(
            String uuid,
            String owner,
            String channel,
            String server,
            Instant time,
            String body,
            String nick) {}

    /**
     * Opens what the key {@code db_name} names.
     *
     * @param scratch folder for the copy of a SQLite file
     * @throws IOException if there is no such file, or it cannot be copied
     */
    public static BiboumiDatabase open(String name, Path scratch) throws IOException {
        Matcher url = POSTGRES.matcher(name);
        if (url.matches()) {
            String user = url.group(1) == null ? "" : url.group(1);
            String password = url.group(2) == null ? "" : url.group(2);
            return postgres(
                    "jdbc:postgresql://" + url.group(3) + "/" + url.group(4), user, password);
        }
        Path file = Path.of(name.replaceFirst("^(sqlite3?)://", ""));
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no database " + file + " that you may read");
        }
        Path copy = scratch.resolve("biboumi.sqlite");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        Path journal = file.resolveSibling(file.getFileName() + "-journal");
        if (Files.exists(journal)) {
            Files.copy(
                    journal,
                    scratch.resolve("biboumi.sqlite-journal"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return new BiboumiDatabase(Jdbi.open("jdbc:sqlite:" + copy), false);
    }

    private static BiboumiDatabase postgres(String url, String user, String password)
            throws IOException {
        try {
            Handle handle = Jdbi.open(url, user, password);
            handle.setReadOnly(true);
            return new BiboumiDatabase(handle, true);
        } catch (JdbiException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /** Settings for all of IRC. */
    public List<Setting> own() {
        return rows(
                "globaloptions_",
                Map.of(
                        "max_history_length", "maxhistorylength_",
                        "record_history", "recordhistory_",
                        "persistent", "persistent_"),
                row -> "");
    }

    /** Settings for networks; their scope is the network's name. */
    public List<Setting> servers() {
        Map<Long, String> commands = commands();
        Map<String, String> fields = new HashMap<>();
        fields.put("address", "address_");
        fields.put("ports", "ports_");
        fields.put("tls_ports", "tlsports_");
        fields.put("verify_cert", "verifycert_");
        fields.put("fingerprint", "trustedfingerprint_");
        fields.put("nick", "nick_");
        fields.put("pass", "pass_");
        fields.put("sasl_password", "saslpassword_");
        fields.put("username", "username_");
        fields.put("realname", "realname_");
        fields.put("throttle_limit", "throttlelimit_");
        fields.put("max_history_length", "maxhistorylength_");
        fields.put("encoding_in", "encodingin_");
        fields.put("encoding_out", "encodingout_");
        fields.put("id", "id_");
        return rows("ircserveroptions_", fields, row -> row.getOrDefault("server_", "")).stream()
                .map(setting -> {
                    Map<String, String> values = new HashMap<>(setting.fields());
                    // A network of which nobody said how much history has none in the database.
                    values.remove("max_history_length", "0");
                    String id = values.remove("id");
                    String lines = id == null ? null : commands.get(Long.valueOf(id));
                    if (lines != null) {
                        values.put("after_connect_commands", lines);
                    }
                    return new Setting(setting.owner(), setting.scope(), values);
                })
                .toList();
    }

    private Map<Long, String> commands() {
        if (!has("after_connection_commands_")) {
            return Map.of();
        }
        return handle
                .select(
                        "SELECT fk_, afterconnectioncommand_ FROM after_connection_commands_"
                                + " ORDER BY id_")
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a + "\n" + b));
    }

    /** Settings for channels; their scope is the localpart of their room. */
    public List<Setting> channels() {
        return rows(
                        "ircchanneloptions_",
                        Map.of(
                                "encoding_in", "encodingin_",
                                "encoding_out", "encodingout_",
                                "record_history", "recordhistory_",
                                "persistent", "persistent_"),
                        row ->
                                new IrcAddress.Channel(
                                                row.getOrDefault("channel_", ""),
                                                row.getOrDefault("server_", ""))
                                        .localpart())
                .stream()
                .map(setting -> {
                    Map<String, String> values = new HashMap<>(setting.fields());
                    // Of three ways, unlike in what holds for all channels: 0 is neither.
                    values.remove("record_history", "0");
                    values.replace("record_history", "1", "true");
                    values.replace("record_history", "-1", "false");
                    return new Setting(setting.owner(), setting.scope(), values);
                })
                .toList();
    }

    private interface ScopeOf {
        String of(Map<String, String> row);
    }

    private List<Setting> rows(String table, Map<String, String> fields, ScopeOf scope) {
        if (!has(table)) {
            return List.of();
        }
        return handle.select("SELECT * FROM " + table).map(everything()).stream()
                .map(row -> {
                    Map<String, String> values = new HashMap<>();
                    fields.forEach((name, column) -> {
                        String value = row.getOrDefault(column, "");
                        if (!value.isEmpty()) {
                            values.put(name, value);
                        }
                    });
                    return new Setting(row.getOrDefault("owner_", ""), scope.of(row), values);
                })
                .toList();
    }

    private static RowMapper<Map<String, String>> everything() {
        return (row, context) -> {
            Map<String, String> values = new HashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String value = row.getString(i);
                if (value != null) {
                    values.put(row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), value);
                }
            }
            return values;
        };
    }

    /** All subscriptions. */
    public List<RosterEntry> roster() {
        if (!has("roster")) {
            return List.of();
        }
        return handle.select("SELECT local, remote FROM roster")
                .map((row, context) -> new RosterEntry(row.getString(1), row.getString(2)))
                .list();
    }

    /** How many lines all archives have. */
    public long lines() {
        return has("muclogline_")
                ? handle.select("SELECT COUNT(*) FROM muclogline_").mapTo(Long.class).one()
                : 0;
    }

    /** All lines of all archives, oldest first. */
    public void forEachLine(Consumer<Line> consumer) {
        if (!has("muclogline_")) {
            return;
        }
        handle.select(
                        "SELECT uuid_, owner_, ircchanname_, ircservername_, date_, body_, nick_"
                                + " FROM muclogline_ ORDER BY id_")
                .setFetchSize(1000)
                .map((row, context) ->
                        new Line(
                                text(row.getString(1)),
                                text(row.getString(2)),
                                text(row.getString(3)),
                                text(row.getString(4)),
                                Instant.ofEpochSecond(row.getLong(5)),
                                text(row.getString(6)),
                                text(row.getString(7))))
                .forEach(consumer);
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }

    private boolean has(String table) {
        Set<String> tables =
                handle.select(
                                postgres
                                        ? "SELECT table_name FROM information_schema.tables"
                                        : "SELECT name FROM sqlite_master WHERE type = 'table'")
                        .mapTo(String.class)
                        .set();
        return tables.contains(table);
    }

    @Override
    public void close() {
        handle.close();
    }
}
