package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.Known;
import im.isthmus.core.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "README.md, irc",
        "docs/running.md, irc",
        "docs/email.md, email",
        "docs/sms.md, sms",
        "configs/servers/openfire.md, irc"
    })
    void everyKeyInADocumentIsOneThatTheProgramKnows(String page, String kind) throws Exception {
        String text = Files.readString(CONFIGS.resolveSibling(page));
        Matcher block = Pattern.compile("(?s)```toml\\R(.*?)```").matcher(text);
        int found = 0;
        while (block.find()) {
            String toml = block.group(1).indent(-3).replaceFirst("gateway = .*", "");
            Path file = directory.resolve("block.toml");
            Files.writeString(file, "gateway = \"" + kind + "\"\n" + toml);

            assertThat(problems(file))
                    .as(toml)
                    .noneMatch(what -> what.contains("unknown") || what.contains("no valid TOML"));
            found++;
        }
        assertThat(found).isPositive();
    }

    @Test
    void theGuideToTextMessagesHasEachProvider() throws Exception {
        Set<String> told = found("(?m)^\\| `([a-z]+)`", CONFIGS.resolveSibling("docs/sms.md"));
        Set<String> known = found("(?m)^#provider = \"([a-z]+)\"", CONFIGS.resolve("sms.toml"));

        assertThat(told).isEqualTo(known).hasSizeGreaterThan(7);
    }

    private static Set<String> found(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toSet());
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
