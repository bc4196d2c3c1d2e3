package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.Known;
import im.isthmus.core.config.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commented samples are the manual of the configuration, so they must not lag behind it. */
class SampleTest {
    private static final Path CONFIGS = Path.of(System.getProperty("isthmus.root"), "configs");

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"irc.toml", "email.toml", "sms.toml"})
    void theSampleIsRightAsItStands(String name) throws Exception {
        assertThat(read(CONFIGS.resolve(name)).core().component().domain()).endsWith("example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"irc.toml", "email.toml", "sms.toml"})
    void everyKeyIsInTheSampleWithWhatHoldsWithoutIt(String name) throws Exception {
        String sample = Files.readString(CONFIGS.resolve(name));
        List<Known> known =
                ConfigFile.known(
                        uncommented(sample), Map.of(), root -> GatewayFile.read(CONFIGS, root));

        assertThat(known)
                .extracting(Known::path)
                .containsAnyOf(
                        "irc.networks.*.accounts.*.account",
                        "email.domain.aliases.*.user",
                        "sms.accounts.*.auth-token");
        for (Known key : known) {
            @Nullable String standard = key.standard();
            String line = key.key() + " = " + (standard == null ? "" : standard);
            assertThat(sample.lines().map(each -> each.replaceFirst("^#", "")))
                    .as(key.path())
                    .anyMatch(each -> standard == null ? each.startsWith(line) : each.equals(line));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"irc.toml", "email.toml", "sms.toml"})
    void everyCommentedKeyIsOneThatTheProgramKnows(String name) throws Exception {
        Path all = uncommented(Files.readString(CONFIGS.resolve(name)));

        assertThat(problems(all)).filteredOn(what -> what.contains("unknown")).isEmpty();
    }

    private static List<String> problems(Path file) {
        try {
            read(file);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::what).toList();
        }
    }

    /** All commented keys in force, but those that stand there once already. */
    private Path uncommented(String sample) throws Exception {
        Set<String> seen = new HashSet<>();
        String all =
                sample.lines()
                        .map(line -> line.matches("#[a-z\\[].*") ? line.substring(1) : line)
                        .filter(line -> isNew(line, seen))
                        .collect(Collectors.joining("\n"));
        return Files.writeString(directory.resolve("all.toml"), all);
    }

    private static boolean isNew(String line, Set<String> seen) {
        if (line.startsWith("[")) {
            seen.clear();
        }
        return !line.matches("[a-z-]+ = .*") || seen.add(line.substring(0, line.indexOf(' ')));
    }

    private static GatewayFile read(Path file) throws ConfigException {
        return ConfigFile.read(file, Map.of(), root -> GatewayFile.read(file, root));
    }
}
