package im.isthmus.core.room.state;

import im.isthmus.core.backend.SessionContext;
import org.jspecify.annotations.Nullable;

/** A resource that got lost without having left, for as long as it may still come back. */
public final class Absence {
    private SessionContext.@Nullable Timer patience;

    /** How long is waited for it. */
    public void endsBy(SessionContext.Timer timer) {
        patience = timer;
    }

    /** Nobody waits for it any more. */
    public void end() {
        if (patience != null) {
            patience.cancel();
        }
    }
}
