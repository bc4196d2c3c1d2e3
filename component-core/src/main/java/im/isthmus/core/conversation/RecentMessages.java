package im.isthmus.core.conversation;

import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.payload.Intent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the user has just sent, by its id, so that a client which sends it again after it lost its
 * connection does not say it twice. Only what is also the same in content is the same: some clients
 * begin to count anew whenever they start.
 */
public final class RecentMessages {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MAX = 200;

    private record Key(Conversation to, String id) {}

    private record Sent(int content, Instant time) {}

    private final InstantSource clock;
    private final Map<Key, Sent> sent = new LinkedHashMap<>(0);
    private final LinkedHashSet<String> inTheirName = new LinkedHashSet<>(0);
    private final LinkedHashSet<MessageRef> delayed = new LinkedHashSet<>(0);

    public RecentMessages(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a message was sent before; if not it is now. */
    public boolean isRepeat(Conversation to, MessageRef ref, Intent intent) {
        String id = id(ref);
        if (id == null) {
            return false;
        }
        Key key = new Key(to, id);
        Sent now = new Sent(intent.hashCode(), clock.instant());
        Sent before = sent.remove(key);
        sent.put(key, now);
        if (sent.size() > MAX) {
            sent.remove(sent.keySet().iterator().next());
        }
        return before != null
                && before.content() == now.content()
                && before.time().plus(WINDOW).isAfter(now.time());
    }

    /** A message did not arrive: it may be sent again. */
    public void failed(Conversation to, MessageRef ref) {
        String id = id(ref);
        if (id != null) {
            sent.remove(new Key(to, id));
        }
    }

    /** Something was sent in the user's name (XEP-0356), which the server will give to us too. */
    public void sentInTheirName(String id) {
        keep(inTheirName, id);
    }

    /** Whether a message is what was sent in the user's name; true once. */
    public boolean isEcho(String id) {
        return inTheirName.remove(id);
    }

    /** Whether the user was not told yet that a message takes longer. */
    public boolean isNewlyDelayed(MessageRef ref) {
        return keep(delayed, ref);
    }

    private static <T> boolean keep(SequencedSet<T> set, T element) {
        boolean added = set.add(element);
        if (set.size() > MAX) {
            set.removeFirst();
        }
        return added;
    }

    private static @Nullable String id(MessageRef ref) {
        return ref.originId() != null ? ref.originId() : ref.id();
    }
}
