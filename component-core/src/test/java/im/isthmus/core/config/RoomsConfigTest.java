package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.RoomsConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomsConfigTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(read("")).isEqualTo(new RoomsConfig(true, 10_000, Duration.ofMinutes(5)));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        read(
                                """
                                [rooms]
                                archive = false
                                archive-messages = 50
                                grace = "0s"
                                """))
                .isEqualTo(new RoomsConfig(false, 50, Duration.ZERO));
    }

    private RoomsConfig read(String toml) throws ConfigException {
        return file.read(toml, root -> RoomsConfig.read(root, true));
    }
}
