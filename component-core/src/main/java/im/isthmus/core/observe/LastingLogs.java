package im.isthmus.core.observe;

import java.util.logging.LogManager;

/**
 * Logs until the very end: the JDK's own manager takes all handlers away as soon as the JVM begins
 * to shut down, which is when there is something to tell. Public for the JDK alone, which makes it.
 */
public final class LastingLogs extends LogManager {
    /** For the JDK. */
    public LastingLogs() {}

    @Override
    public void reset() {
        // Only the JDK's shutdown hook calls this; each line is flushed when it is written.
    }
}
