package im.isthmus.core.observe;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One line a record: for the journal its level in the form of sd-daemon(3), else time and level in
 * words; then the message and what the MDC knows. Text from outside cannot begin a line of its own.
 *
 * <p>Checked exceptions are expected ones: their message is enough. A stack trace follows only
 * after an unchecked one, that is a bug.
 */
final class LogFormat extends Formatter {
    /** The keys that our code puts into the MDC. */
    private static final List<String> CONTEXT = List.of("gateway", "user", "network");

    private static final String OURS = "im.isthmus.";

    /** The levels of SLF4J, and what they are called. */
    private enum Severity {
        ERROR(Level.SEVERE, "<3>", "ERROR"),
        WARN(Level.WARNING, "<4>", "WARN "),
        INFO(Level.INFO, "<6>", "INFO "),
        DEBUG(Level.ALL, "<7>", "DEBUG");

        private final int floor;
        private final String journal;
        private final String word;

        Severity(Level floor, String journal, String word) {
            this.floor = floor.intValue();
            this.journal = journal;
            this.word = word;
        }

        static Severity of(Level level) {
            for (Severity severity : values()) {
                if (level.intValue() >= severity.floor) {
                    return severity;
                }
            }
            return DEBUG;
        }
    }

    private final boolean journal;

    LogFormat(boolean journal) {
        this.journal = journal;
    }

    @Override
    public String format(LogRecord log) {
        String start = start(log);
        StringBuilder line = new StringBuilder(start);
        String logger = log.getLoggerName() == null ? "" : log.getLoggerName();
        if (!logger.startsWith(OURS)) {
            line.append(logger.substring(logger.lastIndexOf('.') + 1)).append(' ');
        }
        appendPrintable(line, String.valueOf(formatMessage(log)));
        for (String key : CONTEXT) {
            @Nullable String value = MDC.get(key);
            if (value != null) {
                line.append(' ').append(key).append('=');
                appendPrintable(line, value);
            }
        }
        appendThrown(line, start, log.getThrown());
        return line.append('\n').toString();
    }

    private String start(LogRecord log) {
        Severity severity = Severity.of(log.getLevel());
        return journal
                ? severity.journal
                : log.getInstant().truncatedTo(ChronoUnit.MILLIS) + " " + severity.word + " ";
    }

    private static void appendThrown(StringBuilder line, String start, @Nullable Throwable thrown) {
        if (thrown == null) {
            return;
        }
        if (thrown instanceof RuntimeException || thrown instanceof Error) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .forEach(each -> {
                        line.append('\n').append(start).append("  ");
                        appendPrintable(line, each);
                    });
            return;
        }
        line.append(" problem=\"");
        appendPrintable(line, thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
        line.append('"');
    }

    private static void appendPrintable(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                line.append(' ');
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
    }
}
