package im.isthmus.irc.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about IRCv3 says what the code does. */
class Ircv3PageTest {
    private static final Path ROOT = Path.of("..");

    private final List<String> lines = read();

    @Test
    void itNamesWhatIsAskedForInThatOrder() {
        assertThat(firstColumns("## Capabilities that are asked for"))
                .containsExactlyElementsOf(WantedCapabilities.DEFAULT);
    }

    @Test
    void whatItSaysIsNotAskedForIsNot() {
        assertThat(firstColumns("## Not asked for"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(WantedCapabilities.DEFAULT);
    }

    @Test
    void theClassesThatItNamesAreThere() {
        Path sources = ROOT.resolve("gateway-irc/src/main/java/im/isthmus/irc");
        for (String line : lines) {
            String[] columns = line.split("\\|", -1);
            if (columns.length == 5 && !line.contains("---") && !line.contains("Where")) {
                for (String name : codes(columns[3])) {
                    Path file = sources.resolve(name.replace('.', '/'));
                    assertThat(Files.exists(file) || Files.exists(Path.of(file + ".java")))
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    private List<String> firstColumns(String heading) {
        List<String> names = new ArrayList<>();
        for (String line : lines.subList(lines.indexOf(heading) + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            }
            if (line.startsWith("| `")) {
                names.addAll(codes(line.substring(0, line.indexOf('|', 1))));
            }
        }
        return names;
    }

    private static List<String> codes(String text) {
        List<String> codes = new ArrayList<>();
        Matcher code = Pattern.compile("`([^` ]+)`").matcher(text);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes.stream().filter(each -> !each.contains(" ")).toList();
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(ROOT.resolve("docs/ircv3.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
