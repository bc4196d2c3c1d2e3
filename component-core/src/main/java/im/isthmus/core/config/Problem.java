package im.isthmus.core.config;

import java.nio.file.Path;

/**
 * One thing that is wrong in a configuration file, told so that it can be put right without reading
 * a manual.
 *
 * @param file as the admin named it
 * @param line 1-based; where the key is, or the section that lacks it; 0 for the file as a whole
 * @param key with its sections, such as {@code component.server}; empty if it is not about a key
 * @param what a sentence; never a secret
 * @param example a valid line; empty if none would help
 */
public record Problem(Path file, int line, String key, String what, String example) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append(what);
        if (!example.isEmpty()) {
            text.append("; example: ").append(example);
        }
        return text.toString();
    }
}
