package im.isthmus.core.stream.tinder;

import org.jspecify.annotations.Nullable;

/** Where a Tinder component's properties are kept; callable from any thread. */
public interface PropertyStore {
    /** The value, null if there is none. */
    @Nullable String get(String name);

    /** Sets the value, or removes it if it is null. */
    void set(String name, @Nullable String value);
}
