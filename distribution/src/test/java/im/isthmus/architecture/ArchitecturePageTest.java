package im.isthmus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md stays short and names only files that exist. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of(System.getProperty("isthmus.root", "..")).normalize();
    private static final Path PAGE = ROOT.resolve("docs/architecture.md");

    /** What stands between backquotes and looks like a path. */
    private static final Pattern NAMED = Pattern.compile("`([\\w.-]+(?:/[\\w.-]+)+/?)`");

    @Test
    void everyFileItNamesExists() throws IOException {
        List<String> named =
                NAMED.matcher(Files.readString(PAGE)).results().map(this::group).toList();
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(named.stream().filter(name -> !exists(name))).isEmpty();
    }

    @Test
    void itHasAtMostSixtyLines() throws IOException {
        assertThat(Files.readAllLines(PAGE)).hasSizeLessThanOrEqualTo(60);
    }

    private String group(MatchResult result) {
        return result.group(1);
    }

    /** From the root of the tree, or from im/isthmus in one of the modules. */
    private static boolean exists(String name) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return Files.exists(ROOT.resolve(name))
                    || modules.map(module -> module.resolve("src/main/java/im/isthmus"))
                            .anyMatch(sources -> Files.exists(sources.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
