package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.section.ContactConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactConfigTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(file.read("", ContactConfig::read)).isEqualTo(ContactConfig.none());
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        file.read(
                                """
                                [contact]
                                abuse = ["mailto:abuse@example.org"]
                                admin = ["xmpp:root@example.org", "mailto:root@example.org"]
                                feedback = ["https://example.org/feedback"]
                                sales = ["tel:+4930123456"]
                                security = ["mailto:security@example.org"]
                                status = ["https://status.example.org"]
                                support = ["xmpp:help@muc.example.org?join"]
                                """,
                                ContactConfig::read))
                .isEqualTo(
                        new ContactConfig(
                                Map.of(
                                        "abuse-addresses",
                                        List.of("mailto:abuse@example.org"),
                                        "admin-addresses",
                                        List.of("xmpp:root@example.org", "mailto:root@example.org"),
                                        "feedback-addresses",
                                        List.of("https://example.org/feedback"),
                                        "sales-addresses",
                                        List.of("tel:+4930123456"),
                                        "security-addresses",
                                        List.of("mailto:security@example.org"),
                                        "status-addresses",
                                        List.of("https://status.example.org"),
                                        "support-addresses",
                                        List.of("xmpp:help@muc.example.org?join"))));
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() ->
                        file.read(
                                "[contact]\nabuse = [\"abuse@example.org\"]", ContactConfig::read))
                .hasMessageContaining("mailto:abuse@example.org");
    }
}
