package im.isthmus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/email.md tells admins to configure Postfix as that of the tests is. */
class EmailPageTest {
    private static final Path ROOT = Path.of(System.getProperty("isthmus.root", "..")).normalize();
    private static final String TEMPLATES =
            "component-testing/src/main/resources/im/isthmus/testing/real/";

    @Test
    void everyLineForPostfixIsOneThatTheTestsRunItWith() throws IOException {
        List<String> page = Files.readAllLines(ROOT.resolve("docs/email.md"));
        int start = page.indexOf("`/etc/postfix/main.cf`:") + 3;
        List<String> told =
                page.subList(start, start + page.subList(start, page.size()).indexOf("```"));
        List<String> used = Files.readAllLines(ROOT.resolve(TEMPLATES + "postfix-main.cf"));
        assertThat(told).hasSizeGreaterThan(4);
        assertThat(told)
                .allSatisfy(line ->
                        assertThat(used)
                                .contains(
                                        line.replace("mail.example.org", "${domains}")
                                                .replace("/etc/postfix", "${home}")));
    }
}
