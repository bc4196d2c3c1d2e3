package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final Value.Origin ORIGIN = new Value.Origin(Path.of("/etc/isthmus"), Map.of());

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "30s,PT30S", "30 s,PT30S", "5m,PT5M", "2h,PT2H", "7d,PT168H"})
    void durationsHaveUnits(String text, Duration expected) throws Exception {
        assertThat(read(anyDuration(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "s", "-1s", "1.5s", "1w", "999999999999d", ""})
    void otherDurationsAreRefused(String text) {
        assertWrong(anyDuration(), text);
    }

    @Test
    void aDurationOutOfItsRangeIsToldTheRange() {
        Value<Duration> value = Quantities.duration(Duration.ofSeconds(1), Duration.ofMinutes(90));

        assertThatThrownBy(() -> read(value, "2h")).hasMessage("must be from 1s to 90m, not 2h");
    }

    @ParameterizedTest
    @CsvSource({"7B,7", "3kB,3000", "512KiB,524288", "1MB,1000000", "2GiB,2147483648"})
    void sizesHaveUnits(String text, long expected) throws Exception {
        assertThat(read(Quantities.size(0, Long.MAX_VALUE), text)).isEqualTo(expected);
    }

    @Test
    void numbersKeepToTheirRange() throws Exception {
        assertThat(read(Values.integer(0, 9), 9L)).isEqualTo(9);
        assertThat(read(Values.decimal(0, 10), 1L)).isEqualTo(1.0);
        assertWrong(Values.integer(0, 9), 10L);
        assertWrong(Values.integer(0, 9), 1.0);
        assertWrong(Values.integer(0, 9), "1");
        assertWrong(Values.decimal(0, 10), Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org:6697,example.org,6697",
        "192.0.2.1:1,192.0.2.1,1",
        "[2001:db8::1]:65535,2001:db8::1,65535"
    })
    void addressesAreAHostAndAPort(String text, String host, int port) throws Exception {
        HostPort read = read(HostPort.value(), text);

        assertThat(read).isEqualTo(new HostPort(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", ":1", "a:0", "a:65536", "2001:db8::1:6667", "a b:1", "x/y:1"})
    void otherAddressesAreRefused(String text) {
        assertWrong(HostPort.value(), text);
    }

    @Test
    void onlyAListenerMayLetTheSystemChooseThePort() throws Exception {
        assertThat(read(HostPort.listenValue(), "127.0.0.1:0").port()).isZero();
    }

    @Test
    void relativePathsStartAtTheFilesFolder() throws Exception {
        assertThat(read(Values.path(), "../a")).isEqualTo(Path.of("/etc/a"));
        assertThat(read(Values.path(), "/b")).isEqualTo(Path.of("/b"));
        assertWrong(Values.path(), "$HOME/x");
        assertWrong(Values.path(), "a\0b");
    }

    @Test
    void aListMayBeWrittenAsItsOnlyValue() throws Exception {
        Value<List<HostPort>> value = Values.oneOrMore(HostPort.value());

        assertThat(read(value, "a:1")).hasSize(1);
        assertThat(read(value, List.of("a:1", "b:2"))).hasSize(2);
        assertWrong(value, List.of());
        assertWrong(value, List.of("a:1", 7L));
    }

    @Test
    void characterSetsAreKnownOnes() throws Exception {
        assertThat(read(Values.charset(), "utf-8")).isEqualTo(StandardCharsets.UTF_8);
        assertWrong(Values.charset(), "klingon");
        assertWrong(Values.charset(), "not a name");
    }

    private static Value<Duration> anyDuration() {
        return Quantities.duration(Duration.ZERO, Duration.ofDays(1000));
    }

    private static <T> T read(Value<T> value, Object raw) throws Value.Wrong {
        return value.read(raw, ORIGIN);
    }

    private static void assertWrong(Value<?> value, Object raw) {
        assertThatThrownBy(() -> read(value, raw)).isInstanceOf(Value.Wrong.class);
    }
}
