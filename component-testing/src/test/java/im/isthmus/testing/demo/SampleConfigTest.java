package im.isthmus.testing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleConfigTest {
    @TempDir Path folder;

    @Test
    void aValueReplacesTheLineThatHasItOrHasItCommentedOut() throws Exception {
        assertThat(
                        sample(
                                        """
                                        [component]
                                        domain = "irc.example.org"  # whose
                                        # secret = "x"
                                        [store]
                                        domain = "other"
                                        """)
                                .set("component", "domain", "\"irc.localhost\"")
                                .set("component", "secret", "\"s\"")
                                .text())
                .isEqualTo(
                        """
                        [component]
                        domain = "irc.localhost"
                        secret = "s"
                        [store]
                        domain = "other"
                        """);
    }

    @Test
    void aKeyOrSectionThatTheSampleLacksIsAdded() throws Exception {
        SampleConfig config =
                sample(
                                """
                                [a]
                                x = 1
                                """)
                        .set("a", "y", "2")
                        .set("b", "z", "3");
        assertThat(config.text())
                .isEqualTo(
                        """
                        [a]
                        y = 2
                        x = 1

                        [b]
                        z = 3
                        """);
        assertThat(config.changes()).containsExactly("[a] y = 2", "[b] z = 3");
    }

    private SampleConfig sample(String text) throws Exception {
        return new SampleConfig(Files.writeString(folder.resolve("sample.toml"), text));
    }
}
