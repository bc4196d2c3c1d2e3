package im.isthmus.core.room.state;

/**
 * Bounds on the rooms of one user.
 *
 * @param historyLength messages kept in a room for resources that join later; 0 keeps none
 * @param historyChars characters that the bodies of these messages may have together, in a room
 * @param rooms rooms a user may be in at a time
 * @param resources resources of a user that may be in one room
 */
public record RoomSettings(int historyLength, int historyChars, int rooms, int resources) {
    /** Refuses negative numbers, and no room or resource at all. */
    public RoomSettings {
        if (historyLength < 0 || historyChars < 0 || rooms < 1 || resources < 1) {
            throw new IllegalArgumentException("a bound of rooms is too small");
        }
    }

    /** 20 messages of 64 Ki characters, 500 rooms, 50 resources. */
    public static RoomSettings standard() {
        return new RoomSettings(20, 65_536, 500, 50);
    }

    /** With another number of messages kept. */
    public RoomSettings withHistory(int messages) {
        return new RoomSettings(messages, historyChars, rooms, resources);
    }
}
