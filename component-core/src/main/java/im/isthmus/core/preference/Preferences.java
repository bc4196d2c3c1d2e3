package im.isthmus.core.preference;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.store.table.PreferenceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The preferences of all users. Only who set something takes memory, so that nothing waits for the
 * database. Callable from any thread.
 */
public final class Preferences {
    private final List<Preference<?>> known;
    private final BiConsumer<Jid, Map<String, String>> writer;
    private final Map<Jid, Map<String, String>> byUser = new ConcurrentHashMap<>();

    /**
     * What was stored before.
     *
     * @param known all that there are, of the core and of the backend
     * @param writer stores some of a user's by name; may block
     */
    public Preferences(
            List<Preference<?>> known,
            List<PreferenceTable.Row> rows,
            BiConsumer<Jid, Map<String, String>> writer) {
        this.known = List.copyOf(known);
        this.writer = writer;
        rows.forEach(row ->
                byUser.computeIfAbsent(row.user(), _ -> new ConcurrentHashMap<>())
                        .put(row.name(), row.value()));
    }

    /** All that there are, in the order in which they are shown. */
    public List<Preference<?>> known() {
        return known;
    }

    /** What holds for a user. */
    public <T> T get(Jid user, Preference<T> preference) {
        return preference.reader().apply(stored(user, preference));
    }

    /** What holds for a user, as it is stored. */
    public String stored(Jid user, Preference<?> preference) {
        return byUser.getOrDefault(user.bare(), Map.of())
                .getOrDefault(preference.name(), preference.standard());
    }

    /**
     * Sets what is known of the values, by name; complete once it is stored, and only then it
     * holds.
     */
    public CompletableFuture<Void> set(Jid user, Map<String, String> values) {
        Map<String, String> wanted = new HashMap<>();
        for (Preference<?> preference : known) {
            String value = values.get(preference.name());
            if (value != null) {
                wanted.put(preference.name(), value);
            }
        }
        return CompletableFuture.runAsync(
                () -> store(user.bare(), wanted), Thread::startVirtualThread);
    }

    /** One at a time, so that what holds is what was stored last. */
    private synchronized void store(Jid user, Map<String, String> wanted) {
        writer.accept(user, wanted);
        byUser.computeIfAbsent(user, _ -> new ConcurrentHashMap<>()).putAll(wanted);
    }

    /** The user's rows were erased. */
    public void forget(Jid user) {
        byUser.remove(user.bare());
    }
}
