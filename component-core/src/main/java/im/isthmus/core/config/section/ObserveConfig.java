package im.isthmus.core.config.section;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [observe]}: how admins see what the gateway does.
 *
 * @param listen where /metrics and /health are served over HTTP; null for nowhere
 * @param logLevel what is logged at least
 */
public record ObserveConfig(@Nullable HostPort listen, LogLevel logLevel) {
    /** From few to many. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Reads {@code [observe]} below the top of a file. */
    public static ObserveConfig read(Section root) {
        Section section = root.table("observe");
        return new ObserveConfig(
                section.optional("listen", HostPort.listenValue(), "127.0.0.1:9180"),
                section.withDefault("log-level", Values.oneOf(LogLevel.class), "info"));
    }
}
