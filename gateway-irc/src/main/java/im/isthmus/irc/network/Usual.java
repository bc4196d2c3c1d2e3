package im.isthmus.irc.network;

import im.isthmus.core.backend.Ability;
import java.util.Set;

/**
 * What a network could carry when it was last seen, for who is not connected to it yet. Callable
 * from any thread.
 */
public final class Usual {
    private volatile Set<Ability> abilities = Set.of();

    /** What it could. */
    public Set<Ability> abilities() {
        return abilities;
    }

    public void learn(Set<Ability> now) {
        abilities = Set.copyOf(now);
    }
}
