package im.isthmus.core.store.database;

import im.isthmus.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables, as the numbered steps that made them, counted for each part of the program on its own
 * ({@link Store#part}).
 */
public final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private static final Pattern ADDS =
            Pattern.compile(
                    "(?i)CREATE\\s+(TABLE|(UNIQUE\\s+)?INDEX)\\s|ALTER\\s+TABLE\\s+\\w+\\s+ADD\\s");

    /** The part that every store has. */
    public static final String CORE = "core";

    /** Its steps; step 1 is the first element. */
    public static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
                            "CREATE TABLE secret_key (name TEXT PRIMARY KEY, sealed TEXT NOT NULL)"));

    private Schema() {}

    /**
     * Brings the database up to the last step; each step happens wholly or not at all.
     *
     * @throws StoreException if the database is newer than this program
     */
    public static void migrate(Engine engine, String part, List<List<String>> steps) {
        int version = engine.database().write(handle -> version(handle, part));
        if (version > steps.size()) {
            throw new StoreException(
                    "the database is of a newer Isthmus (schema of "
                            + part
                            + " "
                            + version
                            + ", this program knows "
                            + steps.size()
                            + "): install that one, or restore the backup made before the upgrade");
        }
        if (version > 0 && version < steps.size()) {
            boolean mayLose =
                    steps.subList(version, steps.size()).stream().anyMatch(Schema::mayLose);
            engine.backUp(part, version, mayLose);
        }
        for (int step = version + 1; step <= steps.size(); step++) {
            apply(engine.database(), part, step, steps.get(step - 1));
        }
    }

    /** Whether a step does anything but add. */
    private static boolean mayLose(List<String> step) {
        return !step.stream().allMatch(statement -> ADDS.matcher(statement.strip()).lookingAt());
    }

    private static void apply(Database database, String part, int step, List<String> statements) {
        database.change(handle -> {
            statements.forEach(sql -> Database.change(handle, sql));
            Database.change(
                    handle,
                    "INSERT INTO schema_version (part, version, applied_at) VALUES (?, ?, ?)",
                    part,
                    step,
                    Instant.now().toString());
        });
        LOG.info("store.schema part={} step={}", part, step);
    }

    private static int version(Handle handle, String part) {
        Database.change(
                handle,
                "CREATE TABLE IF NOT EXISTS schema_version"
                        + " (part TEXT, version INTEGER, applied_at TEXT NOT NULL,"
                        + " PRIMARY KEY (part, version))");
        return Database.rows(
                        handle,
                        "SELECT COALESCE(MAX(version), 0) FROM schema_version WHERE part = ?",
                        row -> row.getInt(1),
                        part)
                .getFirst();
    }
}
