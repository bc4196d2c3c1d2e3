package im.isthmus.email.group;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which users are in which rooms now. Callable from any thread. */
public final class Visits {
    private final Set<Visit> all = ConcurrentHashMap.newKeySet();

    private record Visit(String user, String room) {}

    void begin(String user, String room) {
        all.add(new Visit(user, room));
    }

    void end(String user, String room) {
        all.remove(new Visit(user, room));
    }

    boolean has(String user, String room) {
        return all.contains(new Visit(user, room));
    }
}
