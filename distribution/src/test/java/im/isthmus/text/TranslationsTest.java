package im.isthmus.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import im.isthmus.core.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every text for users is a pattern that stands in the code in one piece, and has a German
 * translation in the file of its module: {@code src/main/resources/im/isthmus/text/de.po}.
 */
class TranslationsTest {
    private static final Path ROOT = Path.of(System.getProperty("isthmus.root", "..")).normalize();

    /** What is said to admins at a terminal is English. */
    private static final List<String> NOT_FOR_USERS =
            List.of(
                    "core/config/",
                    "core/observe/",
                    "core/service/",
                    "core/stream/",
                    "core/store/",
                    "core/stanza/StanzaException");

    private static final List<String> MODULES =
            List.of(
                    "component-core",
                    "gateway-irc",
                    "gateway-email",
                    "gateway-sms",
                    "distribution");

    private static SourceTexts found;

    @BeforeAll
    static void read() throws IOException {
        List<CompilationUnitTree> units = new ArrayList<>();
        for (String module : MODULES) {
            units.addAll(parse(ROOT.resolve(module).resolve("src/main/java")));
        }
        found = new SourceTexts(new Sinks());
        boolean news = true;
        while (news) {
            news = false;
            for (CompilationUnitTree unit : units) {
                news |= found.learn(unit);
            }
        }
        units.forEach(found::collect);
        found.patterns.keySet().removeIf(pattern -> !pattern.matches("(?s).*\\p{L}.*"));
    }

    @Test
    void noTextIsPutTogetherOfPieces() {
        assertThat(found.pieces).as("use a pattern with {0} and arguments").isEmpty();
    }

    @Test
    void everyTextIsTranslated() throws IOException {
        Map<String, String> german = german();
        String missing =
                found.patterns.entrySet().stream()
                        .filter(entry -> !german.containsKey(entry.getKey()))
                        .sorted(Map.Entry.comparingByValue())
                        .map(entry ->
                                "# "
                                        + entry.getValue()
                                        + "\nmsgid \""
                                        + escaped(entry.getKey())
                                        + "\"\nmsgstr \"\"\n")
                        .collect(Collectors.joining("\n"));
        assertThat(missing).as("missing in de.po").isEmpty();
    }

    @Test
    void everyTranslationIsUsed() throws IOException {
        Set<String> unused = new TreeSet<>(german().keySet());
        unused.removeAll(found.patterns.keySet());
        assertThat(unused).isEmpty();
    }

    @Test
    void aTranslationHasThePlacesOfItsText() throws IOException {
        german().forEach((text, translation) ->
                assertThat(places(translation)).as(text).isEqualTo(places(text)));
    }

    private static Set<String> places(String text) {
        return java.util.regex.Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> german() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String module : MODULES) {
            Path file = ROOT.resolve(module).resolve("src/main/resources/im/isthmus/text/de.po");
            if (Files.exists(file)) {
                all.putAll(Catalogue.parse(Files.readAllLines(file)));
            }
        }
        return all;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static List<CompilationUnitTree> parse(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files =
                    all.filter(file -> file.toString().endsWith(".java"))
                            .filter(file ->
                                    NOT_FOR_USERS.stream()
                                            .noneMatch(part ->
                                                    file.toString()
                                                            .contains("/im/isthmus/" + part)))
                            .sorted(Comparator.naturalOrder())
                            .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return units;
        }
    }
}
