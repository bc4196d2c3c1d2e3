package im.isthmus.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/** Reads a TOML file into a record, or says everything that is wrong with it. */
public final class ConfigFile {
    private static final long MAX_BYTES = 1 << 20;

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @param environment of the process, for paths below systemd's folders
     * @param reader makes the record from the top section
     * @throws ConfigException with every problem: of the TOML if it is none, else of the values
     */
    public static <T> T read(
            Path file, Map<String, String> environment, Function<Section, T> reader)
            throws ConfigException {
        Reading reading = new Reading(file, origin(file, environment));
        T record = read(reading, reader, text(file));
        throwProblems(reading);
        return record;
    }

    /** Every key that {@code reader} asks for when it reads this file; for tests of samples. */
    public static List<Known> known(
            Path file, Map<String, String> environment, Function<Section, ?> reader)
            throws ConfigException {
        Reading reading = new Reading(file, origin(file, environment));
        read(reading, reader, text(file));
        return reading.known();
    }

    /**
     * Everything that a file says, by dotted key, to find out what was changed in it.
     *
     * @throws ConfigException if it cannot be read at all
     */
    public static Map<String, String> values(Path file) throws ConfigException {
        TomlParseResult toml = org.tomlj.Toml.parse(text(file));
        Map<String, String> values = new TreeMap<>();
        for (String key : toml.dottedKeySet()) {
            Object value = toml.get(key);
            values.put(
                    key, value instanceof TomlArray list ? list.toJson() : String.valueOf(value));
        }
        return values;
    }

    private static <T> T read(Reading reading, Function<Section, T> reader, String text)
            throws ConfigException {
        TomlParseResult toml = org.tomlj.Toml.parse(text);
        toml.errors()
                .forEach(error ->
                        reading.problem(
                                error.position().line(),
                                "",
                                "no valid TOML: " + error.getMessage(),
                                ""));
        throwProblems(reading);
        Section root = new Section(reading, toml);
        T record = reader.apply(root);
        root.reportUnknown();
        return record;
    }

    private static void throwProblems(Reading reading) throws ConfigException {
        if (!reading.problems().isEmpty()) {
            throw new ConfigException(reading.problems());
        }
    }

    private static Value.Origin origin(Path file, Map<String, String> environment) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return new Value.Origin(parent == null ? Path.of("/") : parent, environment);
    }

    private static String text(Path file) throws ConfigException {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, "is a folder; name the file itself");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file, "is larger than " + MAX_BYTES + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (NoSuchFileException e) {
            throw unreadable(file, "does not exist");
        } catch (AccessDeniedException e) {
            throw unreadable(
                    file,
                    "may not be read by me (user "
                            + System.getProperty("user.name")
                            + "): let everybody read it (chmod 644), with secrets in other files");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8");
        } catch (IOException e) {
            throw unreadable(file, "cannot be read: " + e.getMessage());
        }
    }

    private static ConfigException unreadable(Path file, String why) {
        return new ConfigException(List.of(new Problem(file, 0, "", why, "")));
    }
}
