package im.isthmus.irc.pending;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import org.jspecify.annotations.Nullable;

/** A channel that the user is on the way into. */
public final class PendingJoin {
    private final LegacyRoom room;
    private final String name;
    private final @Nullable String key;
    private final boolean asked;
    private final boolean early;
    private SessionContext.Timer watchdog;
    private boolean sent;

    /**
     * @param name of the channel as it is asked for
     * @param key the channel's password; null if the user gave none
     * @param asked whether the user waits for an answer; else it is the way back after a lost link
     * @param early whether it was wanted before the network could be asked what it can
     * @param watchdog ends the waiting
     */
    public PendingJoin(
            LegacyRoom room,
            String name,
            @Nullable String key,
            boolean asked,
            boolean early,
            SessionContext.Timer watchdog) {
        this.room = room;
        this.name = name;
        this.key = key;
        this.asked = asked;
        this.early = early;
        this.watchdog = watchdog;
    }

    public LegacyRoom room() {
        return room;
    }

    public String name() {
        return name;
    }

    public @Nullable String key() {
        return key;
    }

    public boolean asked() {
        return asked;
    }

    /** Whether the user's client can have asked what the room is like too early to know. */
    public boolean early() {
        return early;
    }

    /** Whether the network knows of it. */
    public boolean sent() {
        return sent;
    }

    public void markSent() {
        sent = true;
    }

    /** Is watched by another dog from now on. */
    public void watch(SessionContext.Timer other) {
        watchdog.cancel();
        watchdog = other;
    }

    /** It has its answer. */
    public void over() {
        watchdog.cancel();
    }
}
