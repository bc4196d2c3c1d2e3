package im.isthmus.core.config;

import org.jspecify.annotations.Nullable;

/**
 * A key that the program asked for; a test holds the sample files against these.
 *
 * @param path sections and key; {@code *} stands for names that the admin chooses
 * @param key the last part
 * @param standard what holds when the key is absent, as a TOML literal; null if nothing does
 */
public record Known(String path, String key, @Nullable String standard) {
    /** The section of the key, for people. */
    String place() {
        return path.equals(key)
                ? "the top of the file"
                : "[" + path.substring(0, path.length() - key.length() - 1) + "]";
    }
}
