package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.section.ObserveConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserveConfigTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(file.read("", ObserveConfig::read))
                .isEqualTo(new ObserveConfig(null, ObserveConfig.LogLevel.INFO));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        file.read(
                                "[observe]\nlisten = \"[::1]:9180\"\nlog-level = \"debug\"",
                                ObserveConfig::read))
                .isEqualTo(
                        new ObserveConfig(new HostPort("::1", 9180), ObserveConfig.LogLevel.DEBUG));
    }
}
