package im.isthmus.core.config;

import java.nio.file.Path;
import java.util.Map;

/** How one key's TOML value becomes a Java one; {@link Values} has the usual kinds. */
@FunctionalInterface
public interface Value<T> {
    /**
     * Checks and converts.
     *
     * @param raw String, Long, Double, Boolean or List, as TOML has it
     * @throws Wrong if it is of another type, has no unit, is out of range or makes no sense
     */
    T read(Object raw, Origin origin) throws Wrong;

    /**
     * Where a value was written.
     *
     * @param directory relative paths start here: the folder of the file, absolute
     * @param environment of the process
     */
    record Origin(Path directory, Map<String, String> environment) {}

    /** A value is not what its key needs; the message goes on after the key's name. */
    final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        public Wrong(String message) {
            super(message, null, false, false);
        }
    }
}
