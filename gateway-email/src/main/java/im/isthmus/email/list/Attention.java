package im.isthmus.email.list;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which users are at their keyboards, as far as their presence tells. Callable from any thread. */
public final class Attention {
    private final Set<String> available = ConcurrentHashMap.newKeySet();
    private final Consumer<String> back;

    /**
     * @param back told of every user who became available, by bare JID; must not wait
     */
    public Attention(Consumer<String> back) {
        this.back = back;
    }

    /** A user became available, or is so no longer. */
    public void note(String user, boolean isAvailable) {
        if (!isAvailable) {
            available.remove(user);
        } else if (available.add(user)) {
            back.accept(user);
        }
    }

    boolean has(String user) {
        return available.contains(user);
    }
}
