package im.isthmus.core.session;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.delivery.Promise;
import im.isthmus.core.session.SessionPromises.Published;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a session and its backend say to each other: what the user wants goes out, what the network
 * says comes in, one thing at a time and in order. Used by the session's owner only.
 */
final class Exchange {
    private final Session session;
    private final SessionEnvironment environment;
    private final SessionPromises promises;
    private final ArrayDeque<Published> published = new ArrayDeque<>();
    private final HeldEvents held = new HeldEvents();
    private boolean busy;
    private @Nullable BackendSession backend;

    Exchange(Session session, SessionEnvironment environment, SessionPromises promises) {
        this.session = session;
        this.environment = environment;
        this.promises = promises;
    }

    /** Whether the backend serves the user now. */
    boolean isOpen() {
        return backend != null;
    }

    /** Whether neither side has anything to say, or to keep alive. */
    boolean isIdle() {
        return held.isEmpty() && (backend == null || backend.isIdle());
    }

    /** Has the backend do what the user wants. */
    void ask(UserAction action) throws BackendException {
        BackendSession asked = backend;
        if (asked == null) {
            asked = environment.backend().open(session);
            backend = asked;
        }
        boolean outermost = !busy;
        busy = true;
        try {
            asked.handle(action);
        } finally {
            if (outermost) {
                busy = false;
                handlePublished();
            }
        }
    }

    /** Takes what the network says. */
    void publish(LegacyEvent event, @Nullable Promise promise) {
        published.add(new Published(event, promise));
        handlePublished();
    }

    /** How the user wants to have a room. */
    RoomWishes wishes(LegacyRoom room) {
        return backend == null ? RoomWishes.STANDARD : backend.wishes(room);
    }

    /** Ends the legacy side, which may be opened again. */
    void close(String reason) {
        BackendSession ending = backend;
        backend = null;
        if (ending != null) {
            ending.close(reason);
        }
    }

    /** Events published while one is handled, or inside an action, wait for their turn. */
    private void handlePublished() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Published next = published.poll(); next != null; next = published.poll()) {
                if (!held.takes(next, session.attendance().account())) {
                    promises.handle(next);
                    held.release(next, session.attendance().account(), published);
                }
            }
        } finally {
            busy = false;
        }
    }
}
