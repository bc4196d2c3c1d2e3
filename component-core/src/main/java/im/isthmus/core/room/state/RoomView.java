package im.isthmus.core.room.state;

/**
 * What service discovery may tell a user about a room (XEP-0045 section 6.4).
 *
 * @param joined whether the user is in
 * @param nick the user's nick there, empty if not in
 * @param subject empty if there is none, or not in
 * @param occupants how many are in, 0 if unknown
 */
public record RoomView(boolean joined, String nick, String subject, int occupants) {
    /** Of a room where the user is not. */
    public static final RoomView OUTSIDE = new RoomView(false, "", "", 0);
}
