package im.isthmus.sms.outbound;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;

/** How many messages each user may send in any minute. */
final class MinuteLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_USERS = 10_000;

    private final ConcurrentHashMap<Jid, Deque<Instant>> sent = new ConcurrentHashMap<>();
    private final int most;
    private final InstantSource clock;

    MinuteLimit(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts messages; how long to wait if they are too many, which are not counted then. */
    Duration take(Jid user, int count) {
        Instant now = clock.instant();
        if (sent.size() > MAX_USERS) {
            sent.values().removeIf(times -> times.isEmpty() || isOld(times.getLast(), now));
        }
        Deque<Instant> times = sent.computeIfAbsent(user, each -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && isOld(times.getFirst(), now)) {
                times.removeFirst();
            }
            if (times.size() + count > most && !times.isEmpty()) {
                return Duration.between(now, times.getFirst().plus(WINDOW)).plusSeconds(1);
            }
            for (int i = 0; i < count; i++) {
                times.addLast(now);
            }
            return Duration.ZERO;
        }
    }

    private static boolean isOld(Instant time, Instant now) {
        return !time.plus(WINDOW).isAfter(now);
    }
}
