package im.isthmus.core.store;

import im.isthmus.core.config.section.RetentionConfig;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** A table that forgets what is older than the admin wants it kept. */
public interface Swept {
    /**
     * Removes some of what is too old.
     *
     * @param atMost rows; so that others who write need not wait long
     * @return how many were removed; it is called again while that is {@code atMost}
     */
    int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost);
}
