package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.content.MediaTypes;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaConfigTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(file.read("", MediaConfig::read)).isEqualTo(MediaConfig.standard());
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        file.read(
                                """
                                [media]
                                max-size = "1MB"
                                types = ["Image/*", "application/pdf"]
                                fetch-ports = [443]
                                fetch-allow = ["Upload.example.org", "192.0.2.0/24", "::1"]
                                upload = false
                                listen = "127.0.0.1:9181"
                                public-url = "https://example.org/media/"
                                folder = "files"
                                expiry = "7d"
                                quota = "2GB"
                                """,
                                MediaConfig::read))
                .isEqualTo(
                        new MediaConfig(
                                1_000_000,
                                new MediaTypes(List.of("image/*", "application/pdf")),
                                List.of(443),
                                List.of(
                                        new PeerPattern("upload.example.org", null, 0),
                                        new PeerPattern(
                                                null, InetAddress.ofLiteral("192.0.2.0"), 24),
                                        new PeerPattern(null, InetAddress.ofLiteral("::1"), 128)),
                                false,
                                new MediaConfig.Hosting(
                                        new HostPort("127.0.0.1", 9181),
                                        URI.create("https://example.org/media"),
                                        directory.resolve("files"),
                                        Duration.ofDays(7),
                                        2_000_000_000L)));
    }

    @Test
    void whatIsNoTypeAndWhatIsNoNetworkIsNamed() {
        assertThat(
                        file.problems(
                                """
                                [media]
                                types = ["pictures"]
                                fetch-allow = ["192.0.2.0/33"]
                                """,
                                MediaConfig::read))
                .hasSize(2);
    }

    @Test
    void filesAreServedOverHttpsOnlyAndWithBothEnds() {
        assertThat(file.problems("[media]\npublic-url = \"http://example.org\"", MediaConfig::read))
                .hasSize(2);
        assertThat(file.problems("[media]\nlisten = \"127.0.0.1:1\"", MediaConfig::read))
                .hasSize(1);
    }

    @Test
    void aNetworkHasAllItsAddressesAndNoOther() {
        PeerPattern network = new PeerPattern(null, InetAddress.ofLiteral("192.0.2.128"), 25);
        assertThat(network.matches(InetAddress.ofLiteral("192.0.2.255"))).isTrue();
        assertThat(network.matches(InetAddress.ofLiteral("192.0.2.127"))).isFalse();
        assertThat(network.matches(InetAddress.ofLiteral("::1"))).isFalse();
    }
}
