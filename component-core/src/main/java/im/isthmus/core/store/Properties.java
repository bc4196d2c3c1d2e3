package im.isthmus.core.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Named texts that outlive the process, such as those that components keep. */
public final class Properties {
    private final Database database;

    Properties(Database database) {
        this.database = database;
    }

    /** The value; empty if it was never set or was removed. */
    public Optional<String> get(String name) {
        return database.read(handle ->
                handle.createQuery("SELECT value FROM property WHERE name = :name")
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Sets the value; null removes it. */
    public void set(String name, @Nullable String value) {
        database.change(handle -> {
            if (value == null) {
                handle.execute("DELETE FROM property WHERE name = ?", name);
            } else {
                handle.execute(
                        "INSERT INTO property (name, value) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        name,
                        value);
            }
        });
    }
}
