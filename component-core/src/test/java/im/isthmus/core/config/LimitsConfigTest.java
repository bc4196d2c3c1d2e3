package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.section.LimitsConfig;
import im.isthmus.core.config.section.LimitsConfig.Rates;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsConfigTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(read(""))
                .isEqualTo(
                        new LimitsConfig(
                                new Rates(
                                        new Rate(12_000, MINUTE),
                                        new Rate(3000, MINUTE),
                                        new Rate(600, MINUTE),
                                        new Rate(20, HOUR)),
                                new Rates(
                                        Rate.UNLIMITED,
                                        Rate.UNLIMITED,
                                        Rate.UNLIMITED,
                                        new Rate(1000, HOUR)),
                                50_000,
                                10_000,
                                500,
                                4 << 20));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        read(
                                """
                                [limits]
                                stanzas = "1/s"
                                messages = "2/min"
                                joins = "3/h"
                                registrations = "4/d"
                                all-stanzas = "5/s"
                                all-messages = "6 / min"
                                all-joins = "7/h"
                                all-registrations = "unlimited"
                                sessions = 8
                                contacts = 9
                                rooms = 10
                                queue = "11kB"
                                """))
                .isEqualTo(
                        new LimitsConfig(
                                new Rates(
                                        new Rate(1, Duration.ofSeconds(1)),
                                        new Rate(2, MINUTE),
                                        new Rate(3, HOUR),
                                        new Rate(4, Duration.ofDays(1))),
                                new Rates(
                                        new Rate(5, Duration.ofSeconds(1)),
                                        new Rate(6, MINUTE),
                                        new Rate(7, HOUR),
                                        Rate.UNLIMITED),
                                8,
                                9,
                                10,
                                11_000));
    }

    @Test
    void aRateWithoutUnitIsRefused() {
        assertThatThrownBy(() -> read("[limits]\nstanzas = \"10\""))
                .hasMessageContaining("120/min");
        assertThatThrownBy(() -> read("[limits]\nstanzas = \"0/s\""))
                .hasMessageContaining("120/min");
    }

    private LimitsConfig read(String toml) throws ConfigException {
        return file.read(toml, LimitsConfig::read);
    }
}
