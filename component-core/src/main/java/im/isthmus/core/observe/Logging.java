package im.isthmus.core.observe;

import im.isthmus.core.config.section.ObserveConfig.LogLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;

/** Where the log goes: to standard error, which systemd hands to the journal. */
public final class Logging {
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /** Libraries that tell at INFO what is no news to an admin. */
    private static final List<String> CHATTY = List.of("com.zaxxer.hikari", "org.jsmpp");

    /** java.util.logging forgets loggers, levels and all, that nobody holds. */
    private static final Set<Logger> HELD = ConcurrentHashMap.newKeySet();

    private Logging() {}

    /**
     * Lets logging outlast the beginning of the JVM's shutdown; without effect unless it is called
     * before anything else, since the first logger anywhere decides.
     */
    public static void untilTheEnd() {
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
    }

    /** Sends everything from this level on to standard error, and nothing anywhere else. */
    public static void toStandardError(Map<String, String> environment, LogLevel level) {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            Logger.getLogger("").removeHandler(handler);
        }
        boolean journal = isJournal(environment.get("JOURNAL_STREAM"), STDERR);
        Logger root = Logger.getLogger("");
        root.addHandler(handler(System.err, journal));
        root.setLevel(Level.INFO);
        CHATTY.forEach(name -> hold(name, Level.WARNING));
        level(level);
    }

    /** From now on everything from this level on is logged, by all gateways of the process. */
    public static void level(LogLevel level) {
        hold("im.isthmus", julLevel(level));
    }

    private static void hold(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        HELD.add(logger);
    }

    static Handler handler(OutputStream out, boolean journal) {
        StreamHandler handler =
                new StreamHandler(out, new LogFormat(journal)) {
                    @Override
                    public synchronized void publish(LogRecord log) {
                        super.publish(log);
                        flush();
                    }
                };
        handler.setLevel(Level.ALL);
        try {
            handler.setEncoding(StandardCharsets.UTF_8.name());
        } catch (IOException e) {
            throw new IllegalStateException("UTF-8 is always there", e);
        }
        return handler;
    }

    /**
     * Whether that file is the journal's end of JOURNAL_STREAM, which terminals inherit too.
     *
     * @param stream {@code device:inode}, as systemd sets it
     */
    static boolean isJournal(@Nullable String stream, Path stderr) {
        if (stream == null) {
            return false;
        }
        try {
            Object device = Files.getAttribute(stderr, "unix:dev");
            Object inode = Files.getAttribute(stderr, "unix:ino");
            return stream.equals(device + ":" + inode);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Level julLevel(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
        };
    }
}
