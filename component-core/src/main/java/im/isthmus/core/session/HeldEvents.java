package im.isthmus.core.session;

import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.delivery.Promise;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.session.SessionPromises.Published;
import java.util.ArrayDeque;
import java.util.Collection;

/**
 * What the network says before the user is logged in: it waits for that (XEP-0100 section 5.1 step
 * 4).
 */
final class HeldEvents {
    /** More than a network has to say in the time of a log-in; the rest is told at once. */
    private static final int MAX = 1000;

    private final ArrayDeque<Published> held = new ArrayDeque<>();

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Whether it takes an event, which is not to be told now. */
    boolean takes(Published next, UserAccount account) {
        if (!account.holdsBack(next.event()) || held.size() >= MAX) {
            return false;
        }
        held.add(next);
        return true;
    }

    private static void breakPromise(Published untold) {
        Promise given = untold.promise();
        if (given != null) {
            given.fail(new IllegalStateException("the user did not register"));
        }
    }

    /** After an event was told: whether the others can be told now, or to nobody any more. */
    void release(Published told, UserAccount account, Collection<Published> queue) {
        if (told.event() instanceof AccountEvent) {
            queue.addAll(held);
            held.clear();
        } else if (account.isNobody()) {
            held.forEach(HeldEvents::breakPromise);
            held.clear();
        }
    }
}
