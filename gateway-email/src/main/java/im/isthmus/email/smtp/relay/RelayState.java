package im.isthmus.email.smtp.relay;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the relay of our domain lets us in; the log says once that it does not, or does again.
 */
public final class RelayState {
    private static final Logger LOG = LoggerFactory.getLogger(RelayState.class);

    private final AtomicReference<String> trouble = new AtomicReference<>("");

    /** Why it cannot be reached; empty if it could be the last time. */
    public String trouble() {
        return trouble.get();
    }

    void works() {
        if (!trouble.getAndSet("").isEmpty()) {
            LOG.info("relay=back");
        }
    }

    void failed(String why) {
        if (trouble.getAndSet(why.isBlank() ? "?" : why).isEmpty()) {
            LOG.error("relay=unreachable problem=\"{}\" remedy=\"mails wait for it\"", why);
        }
    }
}
