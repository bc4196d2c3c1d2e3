package im.isthmus.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class LogFormatTest {
    @TempDir Path directory;

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void onATerminalALineHasTimeAndLevel() {
        assertThat(format(false, Level.INFO, "stream.up domain=irc.example.org", null))
                .isEqualTo("2026-11-24T12:00:00.123Z INFO  stream.up domain=irc.example.org\n");
        assertThat(format(false, Level.SEVERE, "x", null)).contains(" ERROR x");
        assertThat(format(false, Level.WARNING, "x", null)).contains(" WARN  x");
        assertThat(format(false, Level.FINE, "x", null)).contains(" DEBUG x");
    }

    @Test
    void forTheJournalALineHasItsLevelOnly() {
        assertThat(format(true, Level.SEVERE, "x", null)).isEqualTo("<3>x\n");
        assertThat(format(true, Level.WARNING, "x", null)).isEqualTo("<4>x\n");
        assertThat(format(true, Level.INFO, "x", null)).isEqualTo("<6>x\n");
        assertThat(format(true, Level.FINER, "x", null)).isEqualTo("<7>x\n");
    }

    @Test
    void whoseLineItIsStandsAtTheEnd() {
        MDC.put("user", "alice@example.org");
        MDC.put("network", "irc.example.net");

        assertThat(format(true, Level.INFO, "irc.joined", null))
                .isEqualTo("<6>irc.joined user=alice@example.org network=irc.example.net\n");
    }

    @Test
    void textFromOutsideCannotBeginALine() {
        MDC.put("user", "a\u2028b");

        assertThat(format(true, Level.INFO, "reason=\"bye\r\n<3>forged \u001b[2J\"", null))
                .isEqualTo("<6>reason=\"bye\\u000d\\u000a<3>forged \\u001b[2J\" user=a\\u2028b\n");
    }

    @Test
    void anExpectedExceptionIsOneLine() {
        assertThat(format(true, Level.WARNING, "irc.lost", new IOException("reset\nby peer")))
                .isEqualTo("<4>irc.lost problem=\"IOException: reset\\u000aby peer\"\n");
    }

    @Test
    void aBugShowsItsStackTraceEachLineWithItsLevel() {
        String text = format(true, Level.SEVERE, "bug", new IllegalStateException("oops"));

        assertThat(text.lines())
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.startsWith("<3>"))
                .anyMatch(line -> line.contains("IllegalStateException: oops"))
                .anyMatch(line -> line.contains("LogFormatTest"));
    }

    @Test
    void librariesAreNamed() {
        LogRecord log = record(Level.INFO, "pool ready");
        log.setLoggerName("com.zaxxer.hikari.HikariPool");

        assertThat(new LogFormat(true).format(log)).isEqualTo("<6>HikariPool pool ready\n");
    }

    @Test
    void theJournalIsKnownByItsStreamAndNotByTheVariableAlone() throws Exception {
        Path stderr = Files.createFile(directory.resolve("stderr"));
        String itself =
                Files.getAttribute(stderr, "unix:dev")
                        + ":"
                        + Files.getAttribute(stderr, "unix:ino");

        assertThat(Logging.isJournal(itself, stderr)).isTrue();
        assertThat(Logging.isJournal("8:1", stderr)).isFalse();
        assertThat(Logging.isJournal(null, stderr)).isFalse();
        assertThat(Logging.isJournal(itself, directory.resolve("none"))).isFalse();
    }

    @Test
    void everyLineIsWrittenAtOnceInUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Handler handler = Logging.handler(out, true);

        handler.publish(record(Level.FINE, "ü😀"));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("<7>ü😀\n");
    }

    private static String format(
            boolean journal, Level level, String message, @Nullable Throwable thrown) {
        LogRecord log = record(level, message);
        log.setThrown(thrown);
        return new LogFormat(journal).format(log);
    }

    private static LogRecord record(Level level, String message) {
        LogRecord log = new LogRecord(level, message);
        log.setInstant(Instant.parse("2026-11-24T12:00:00.123456Z"));
        log.setLoggerName("im.isthmus.core.stream.ComponentStream");
        return log;
    }
}
