package im.isthmus.core.backend;

/**
 * How a user wants to have a room.
 *
 * @param stays whether to stay in it when the last client has left
 * @param keepsHistory whether what is said is kept on disk
 * @param history messages that a client gets on entering that asks for no number; -1 leaves it to
 *     the gateway
 */
public record RoomWishes(boolean stays, boolean keepsHistory, int history) {
    /** What holds for who said nothing. */
    public static final RoomWishes STANDARD = new RoomWishes(false, true, -1);
}
