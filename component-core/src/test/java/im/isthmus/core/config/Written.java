package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A configuration file of a test, called t.toml. */
record Written(Path directory, Map<String, String> environment) {
    Written(Path directory) {
        this(directory, Map.of());
    }

    <T> T read(String toml, Function<Section, T> reader) throws ConfigException {
        return ConfigFile.read(write("t.toml", toml), environment, reader);
    }

    /** Problems as an admin sees them, without the folder in front. */
    List<String> problems(String toml, Function<Section, ?> reader) {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> read(toml, reader));
        return refused.problems().stream()
                .map(problem -> problem.toString().replace(directory + "/", ""))
                .toList();
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
