package im.isthmus.core.stream;

import im.isthmus.core.stream.tinder.PropertyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Properties in memory. */
final class MapProperties implements PropertyStore {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public @Nullable String get(String name) {
        return values.get(name);
    }

    @Override
    public void set(String name, @Nullable String value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }
}
