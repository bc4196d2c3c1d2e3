package im.isthmus.sms.inbound;

/** The rooms that a user is in; for the owner of the session only. */
@FunctionalInterface
public interface UserRooms {
    /** Whether the user is in the room with this localpart. */
    boolean isIn(String room);
}
