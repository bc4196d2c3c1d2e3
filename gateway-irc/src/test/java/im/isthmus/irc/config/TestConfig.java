package im.isthmus.irc.config;

import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configurations of tests, written as an admin would. */
public final class TestConfig {
    private TestConfig() {}

    /** What {@code [irc]} in a text says; as usual where it says nothing. */
    public static IrcConfig of(String toml) {
        try {
            Path file = Files.createTempFile("irc", ".toml");
            try {
                return ConfigFile.read(Files.writeString(file, toml), Map.of(), IrcConfig::read);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }
}
