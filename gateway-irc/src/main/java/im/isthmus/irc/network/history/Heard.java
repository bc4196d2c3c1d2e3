package im.isthmus.irc.network.history;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user heard that was said to them alone on one network: all up to a time, and beyond that
 * what is known by its name.
 */
final class Heard {
    /** More than are said in the time by which clocks differ. */
    private static final int MAX_NAMES = 100;

    private final Set<String> names = new LinkedHashSet<>();
    private @Nullable Instant until;

    /** Up to when nothing was missed; null if that is not known. */
    @Nullable Instant until() {
        return until;
    }

    /** Nothing was missed up to a time. */
    void advance(Instant time) {
        Instant before = until;
        if (before == null || before.isBefore(time)) {
            until = time;
        }
    }

    /** A message was heard; whether it was not before. */
    boolean add(String name) {
        boolean news = names.add(name);
        if (names.size() > MAX_NAMES) {
            names.remove(names.iterator().next());
        }
        return news;
    }

    /** The last messages, the oldest first. */
    List<String> names() {
        return List.copyOf(names);
    }
}
