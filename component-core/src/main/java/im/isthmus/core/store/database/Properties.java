package im.isthmus.core.store.database;

import im.isthmus.core.stream.tinder.PropertyStore;
import org.jspecify.annotations.Nullable;

/** Named texts that outlive the process, such as those that components keep. */
public final class Properties implements PropertyStore {
    private final Database database;

    public Properties(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable String get(String name) {
        return database.read(handle ->
                        handle.createQuery("SELECT value FROM property WHERE name = :name")
                                .bind("name", name)
                                .mapTo(String.class)
                                .findOne())
                .orElse(null);
    }

    @Override
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
