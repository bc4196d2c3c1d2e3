package im.isthmus.core.room.state;

import java.time.Duration;

/**
 * Bounds on the rooms of one user.
 *
 * @param historyLength messages kept in a room for resources that join later; 0 keeps none
 * @param historyChars characters that the bodies of these messages may have together, in a room
 * @param resources resources of a user that may be in one room
 * @param grace how long a room is kept for a resource that was lost without having left it
 * @param archived messages kept on disk for each room; 0 keeps none
 * @param silence after which a resource is asked whether it is still there
 */
public record RoomSettings(
        int historyLength,
        int historyChars,
        int resources,
        Duration grace,
        int archived,
        Duration silence) {
    /**
     * An hour: who is lost keeps a user from being away for two at most, and a ping costs little.
     */
    private static final Duration SILENCE = Duration.ofHours(1);

    /** Refuses negative numbers, and no resource at all. */
    public RoomSettings {
        if (historyLength < 0
                || archived < 0
                || historyChars < 0
                || resources < 1
                || grace.isNegative()
                || !silence.isPositive()) {
            throw new IllegalArgumentException("a bound of rooms is too small");
        }
    }

    /** 20 messages of 64 Ki characters, 50 resources, 5 minutes, no archive. */
    public static RoomSettings standard() {
        return new RoomSettings(20, 65_536, 50, Duration.ofMinutes(5), 0, SILENCE);
    }

    /** With another number of messages kept. */
    public RoomSettings withHistory(int messages) {
        return new RoomSettings(messages, historyChars, resources, grace, archived, silence);
    }

    /** With another time for which lost resources are waited for. */
    public RoomSettings withGrace(Duration other) {
        return new RoomSettings(historyLength, historyChars, resources, other, archived, silence);
    }

    /** With another number of messages kept on disk. */
    public RoomSettings withArchive(int messages) {
        return new RoomSettings(historyLength, historyChars, resources, grace, messages, silence);
    }

    /** With another time after which silent resources are asked whether they are there. */
    public RoomSettings withSilence(Duration other) {
        return new RoomSettings(historyLength, historyChars, resources, grace, archived, other);
    }
}
