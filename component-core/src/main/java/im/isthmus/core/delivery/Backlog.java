package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users with stored rows that are to be sent, before which nothing newer of theirs may leave.
 * Belongs to the courier's thread.
 */
final class Backlog {
    /** How often presence may make us try again. */
    private static final Duration HURRY = Duration.ofSeconds(30);

    private final Map<Jid, Lane> lanes = new LinkedHashMap<>();

    /** One user's rows. */
    static final class Lane {
        private final Jid user;
        private long after = -1;
        private long last;
        private Instant due;
        private boolean urgent;
        private Instant hurriedAt = Instant.EPOCH;

        private Lane(Jid user, long last, Instant due) {
            this.user = user;
            this.last = last;
            this.due = due;
        }

        Jid user() {
            return user;
        }

        /** Rows up to this place were seen to. */
        long after() {
            return after;
        }

        /** Rows behind this place are not known to be stored yet. */
        long last() {
            return last;
        }

        /** Whether rows are sent that are not due. */
        boolean isUrgent() {
            return urgent;
        }

        void advance(long to) {
            after = to;
        }

        /** It goes on there at that time. */
        void pause(long seq, Instant until) {
            after = seq - 1;
            due = until;
        }
    }

    boolean has(Jid user) {
        return lanes.containsKey(user);
    }

    /** A new row of somebody who is behind. */
    void extend(Jid user, long seq) {
        Lane lane = lanes.get(user);
        if (lane != null) {
            lane.last = Math.max(lane.last, seq);
        }
    }

    /** There are rows to be sent, up to a place and not before a time. */
    void add(Jid user, long last, Instant due) {
        Lane lane = lanes.computeIfAbsent(user, _ -> new Lane(user, last, due));
        lane.last = Math.max(lane.last, last);
        lane.due = due.isBefore(lane.due) ? due : lane.due;
        lane.after = -1;
        lane.urgent = false;
    }

    /** The user has come: what waited for that need not wait longer. */
    void hurry(Jid user, Instant now) {
        Lane lane = lanes.get(user);
        if (lane != null && lane.hurriedAt.plus(HURRY).isBefore(now)) {
            lane.hurriedAt = now;
            lane.urgent = true;
            lane.due = now;
        }
    }

    /** The lane that is due and has waited longest; null if none is. */
    @Nullable Lane due(Instant now) {
        for (Lane lane : lanes.values()) {
            if (!lane.due.isAfter(now)) {
                return lane;
            }
        }
        return null;
    }

    /** Others have their turn first. */
    void rotate(Lane lane) {
        lanes.remove(lane.user);
        lanes.put(lane.user, lane);
    }

    /** All of its rows were sent. */
    void finished(Lane lane) {
        lanes.remove(lane.user);
    }

    /** How long until a lane is due, at most {@code longest}. */
    Duration wait(Instant now, Duration longest) {
        Duration wait = longest;
        for (Lane lane : lanes.values()) {
            Duration left = Duration.between(now, lane.due);
            wait = left.compareTo(wait) < 0 ? left : wait;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
